import { LINE } from '#core/flow/model/line.ts';
import type { Slot } from '#core/flow/model/slot.ts';
import { LONGEST_WAIT } from '#core/handoff/line-now.ts';

import type { ReleaseGraph } from '../graph/graph-of.ts';
import { type Act, type Place, waysFrom } from '../graph/place.ts';
import { type LengthOf, longestOf } from '../liquid/longest.ts';
import type { Trees } from '../liquid/trees.ts';
import { LONGEST_ANSWER, LONGEST_TEXT, longestOfField, longestOfShape } from './lengths.ts';
import { NO_SLOTS, SlotSpace } from './slot-space.ts';
import { type Sources, surelyFits } from './surely-fits.ts';

/** What is known of the slots in reach of a flow, wherever it stands. */
export interface FlowSlots extends Sources {
  readonly space: SlotSpace;
  /** Texts that are not the customer's own words, and so may be blank. */
  readonly made: Set<string>;
}

/** What gives a slot a value: how long it can be. */
type Giver = () => number;

/**
 * What is known of the slots of all flows by looking at each act once: where their values come
 * from, how long they can be, and which of the conversation's may be unset again.
 */
export class SlotFacts {
  /** Slots of the conversation that something in any flow may leave unset. */
  volatileShared = NO_SLOTS;
  private readonly flows = new Map<string, FlowSlots>();
  private readonly givers = new Map<string, Giver[]>();
  private readonly lengths = new Map<string, number>();

  constructor(
    private readonly all: ReleaseGraph,
    readonly trees: Trees,
  ) {
    for (const name of ['', ...all.flows.keys()]) this.flows.set(name, this.slotsOf(name));
    this.lookAtSlots();
    this.lookAtActs();
  }

  of(flow = ''): FlowSlots {
    const found = this.flows.get(flow) ?? this.flows.get('');
    if (found === undefined) throw new Error(`No flow ${flow}`);
    return found;
  }

  /** Slots of the conversation are the same in all flows. */
  keyOf(flow: string, name: string): string {
    return this.all.bot.slots.has(name) ? name : `${flow}.${name}`;
  }

  private slotsOf(flow: string): FlowSlots {
    const space = new SlotSpace(this.all.bot.slots, this.all.flows.get(flow));
    const slotOf = (name: string): Slot | undefined => space.slot(name);
    const lengthOf: LengthOf = ([name = '', ...fields]) => {
      const slot = slotOf(name);
      if (slot === undefined) return name === LINE ? LONGEST_WAIT : 0;
      return fields.length > 0 ? longestOfField(slot, fields) : this.lengthOf(flow, name, slot);
    };
    return { space, slotOf, lengthOf, trees: this.trees, made: new Set() };
  }

  private lengthOf(flow: string, name: string, slot: Slot): number {
    const key = this.keyOf(flow, name);
    const known = this.lengths.get(key);
    if (known !== undefined) return known;

    // A slot that is made of itself grows until nothing longer is rendered.
    this.lengths.set(key, longestOfShape(slot));
    const given = (this.givers.get(key) ?? []).map((giver) => giver());
    const longest = Math.min(LONGEST_TEXT, Math.max(LONGEST_ANSWER, ...given));
    const length = longestOfShape(slot, longest);
    this.lengths.set(key, length);
    return length;
  }

  private lookAtSlots(): void {
    for (const [name, facts] of this.flows) {
      for (const slotName of facts.space.names()) {
        const { attribute, default: value } = facts.space.slot(slotName) ?? {};
        if (attribute !== undefined) {
          this.gives(name, slotName, () => LONGEST_TEXT);
          if (value === undefined) this.unsets(name, slotName);
        }
        if (typeof value === 'string') this.gives(name, slotName, () => value.length);
      }
    }
  }

  private lookAtActs(): void {
    const seen = new Set<Act>();
    for (const place of this.all.graph.places) {
      for (const { acts, input } of waysFrom(place)) {
        for (const act of acts) {
          if (seen.has(act)) continue;
          seen.add(act);
          this.lookAt(act, place, input.kind === 'result');
        }
      }
    }
  }

  private lookAt(act: Act, { flow = '' }: Place, isResult: boolean): void {
    const { lengthOf, trees } = this.of(flow);
    if (act.kind === 'keep' && isResult) this.gives(flow, act.slot, () => LONGEST_TEXT);
    if (act.kind === 'set' || act.kind === 'give') {
      const to = act.kind === 'give' ? act.flow : flow;
      for (const [name, value] of Object.entries(act.kind === 'give' ? act.with : act.values)) {
        const text = typeof value === 'string' ? value : String(value);
        this.gives(to, name, () => longestOf(trees.template(text), lengthOf));
        const slot = this.of(to).slotOf(name);
        const fits = slot !== undefined && surelyFits(value, slot, this.of(flow));
        if (act.kind === 'set' && !fits) this.unsets(flow, name);
      }
    }
    if (act.kind !== 'take') return;
    for (const [mine, theirs] of Object.entries(act.save)) {
      this.gives(flow, mine, () => this.of(act.flow).lengthOf([theirs]));
    }
  }

  private gives(flow: string, name: string, giver: Giver): void {
    const key = this.keyOf(flow, name);
    const givers = this.givers.get(key) ?? [];
    givers.push(giver);
    this.givers.set(key, givers);
    this.of(flow).made.add(name);
  }

  private unsets(flow: string, name: string): void {
    const { space } = this.of(flow);
    if (space.slot(name)?.default === undefined) {
      this.volatileShared |= space.bit(name) & space.shared;
    }
  }
}
