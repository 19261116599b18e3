import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import { formatLine } from './chat/chat-line.ts';
import { chatOf, type ChatOptions } from './chat/chat-of.ts';
import { ChatWords } from './chat/chat-words.ts';
import { REST } from './graph/flow-places.ts';
import type { ReleaseGraph } from './graph/graph-of.ts';
import { Trees } from './liquid/trees.ts';
import { HeaviestWays } from './search/heaviest-ways.ts';
import { ShortestWays, type Step, ThroughFlows } from './search/shortest-ways.ts';
import { SlotFacts } from './slots/slot-facts.ts';
import { SlotFlow } from './slots/slot-flow.ts';

/** A release that is being proved: its graph, and what several proofs ask of it. */
export class Subject {
  readonly through: ThroughFlows;
  readonly words = new ChatWords();
  /** The shortest ways from a conversation at rest to every place. */
  readonly ways: ShortestWays;
  readonly slots: SlotFacts;
  readonly slotFlow: SlotFlow;
  readonly heaviest: HeaviestWays;

  constructor(
    readonly all: ReleaseGraph,
    readonly release: CompiledRelease,
  ) {
    this.through = new ThroughFlows(all.graph);
    this.ways = new ShortestWays(all.graph, this.through, all.graph.id(REST));
    this.slots = new SlotFacts(all, new Trees());
    this.slotFlow = new SlotFlow(all, this.slots);
    this.heaviest = new HeaviestWays(all);
  }

  isReached(place: number): boolean {
    return Number.isFinite(this.ways.costTo(place));
  }

  /** The shortest chat that comes to a place, and what follows from there. */
  chatTo(place: number, then: readonly Step[] = [], options: ChatOptions = {}): readonly string[] {
    return this.chat([...this.ways.waysTo(place), ...then], options);
  }

  chat(ways: readonly Step[], options: ChatOptions = {}): readonly string[] {
    return chatOf(ways, this, options).map(formatLine);
  }
}
