import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import type { BotFile } from '#core/flow/model/bot.ts';
import type { Say } from '#core/flow/model/bubble.ts';
import type { Exit } from '#core/flow/model/exit.ts';
import type { Flow } from '#core/flow/model/flow.ts';
import type { Handoff } from '#core/flow/model/handoff.ts';
import type { Path, Source } from '#core/flow/read/source.ts';

import type { ControlGraph } from './control-graph.ts';
import type { Act, Edge, Input, Origin } from './place.ts';
import { saying } from './saying.ts';

/** What the makers of all places share. */
export interface Surroundings {
  readonly graph: ControlGraph;
  readonly bot: BotParts;
  readonly botFile: BotFile;
  readonly botSource: Source;
  readonly flows: ReadonlyMap<string, Flow>;
  /** Flows in which something is done about words that did not arrive, wherever the customer is. */
  readonly unheard: ReadonlySet<string>;
}

/** Keys of places that every release has. */
export const REST = 'rest';
export const QUEUE = 'queue';
export const AGENT = 'agent';
export const NOBODY = 'nobody';
export const STOPPING = 'stopping';
/** Passed by who says another flow's keyword, on the way to that flow. */
export const KEYWORDS = 'keywords';

/** Passed by repairs on the way to what was put aside, or to the question that silence closed. */
export const RESUMING = 'resuming';
/** And by who goes back beyond a flow's first question. */
export const GOING_BACK = 'going-back';
export const LATE = 'late';

/** Passed by who goes back, or corrects an answer, in a flow. */
export const backIn = (flow: string): string => `${flow}:back`;
export const correctedIn = (flow: string): string => `${flow}:corrected`;
/** Where an answer is given to a step; of an option, its own. */
export const answeredAt = (key: string, option = ''): string => `${key}/answered:${option}`;

/** Passed where words of a flow did not reach the customer. */
export const undeliveredIn = (flow: string): string => `${flow}:undelivered`;

/** A flow's way in; its first step may also be gone to from within. */
export const startOf = (flow: string): string => `${flow}:start`;
export const endOf = (flow: string): string => `${flow}:end`;
export const stepKey = (flow: string, step: string): string => `${flow}.${step}`;

/** What leads on from one step; knows where it stands. */
export class Ways {
  constructor(
    readonly all: Surroundings,
    readonly flow: Flow,
    readonly source: Source,
    /** Where the step goes by itself. */
    private readonly next: string,
    readonly path: Path,
  ) {}

  /** The place that a `goto` leads to. */
  placeOf(target: string): number {
    const { graph } = this.all;
    if (target === 'end') return graph.id(endOf(this.flow.name));
    if (this.flow.steps.has(target)) return graph.id(stepKey(this.flow.name, target));
    return graph.id(startOf(target));
  }

  to(target: string, input: Input, acts: readonly Act[] = [], origin: Origin = 'flow'): Edge {
    return { input, acts, to: this.placeOf(target), origin };
  }

  onward(input: Input, acts: readonly Act[] = []): Edge {
    return this.to(this.next, input, acts);
  }

  says(say: Say | undefined, path: Path, source: Source | undefined = this.source): Act[] {
    return saying(this.all.bot, say, { source, path });
  }

  /** Where words that did not arrive lead: nothing is said but what the exit itself says. */
  unheard({ say, goto = 'end', handoff }: Exit, { path, source, input }: Unheard): Edge {
    const { graph } = this.all;
    const said = this.says(say, [...path, 'say'], source);
    if (handoff === undefined) return this.to(goto, input, said, 'global');
    const act: Act = { kind: 'handoff', handoff, source, path: [...path, 'handoff'] };
    return { input, acts: [...said, act], to: graph.id(QUEUE), origin: 'global' };
  }

  /** To a person; without words of its own, with the bot's. */
  handsOff(
    handoff: Handoff,
    say: Say | undefined,
    input: Input,
    { path, sayPath = [...path, 'say'], source, origin = 'flow', first = [] }: HandsOff,
  ): Edge {
    const { graph, bot } = this.all;
    const words =
      say === undefined
        ? saying(bot, bot.copy.handoff, { source: undefined, path: [] })
        : this.says(say, sayPath, source);
    const act: Act = { kind: 'handoff', handoff, source, path: [...path, 'handoff'] };
    return { input, acts: [...first, ...words, act], to: graph.id(QUEUE), origin };
  }
}

interface Unheard {
  readonly path: Path;
  readonly source: Source | undefined;
  readonly input: Input;
}

interface HandsOff {
  readonly path: Path;
  readonly sayPath?: Path;
  readonly source: Source | undefined;
  readonly origin?: Origin;
  readonly first?: readonly Act[];
}
