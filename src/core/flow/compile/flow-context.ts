import type { Held } from '#core/handoff/held.ts';

import type { SlotValue } from '../model/slot.ts';

export type Slots = Readonly<Record<string, SlotValue>>;

/** A flow put aside; it goes on where it was. */
export interface Frame {
  /** Key of the step's state, `bot/<flow>/<step>`. */
  readonly at: string;
  /** The flow's own slots that are set. */
  readonly slots: Slots;
  /** Its answered questions. */
  readonly trail: readonly string[];
  /** `call`: waits for the flow that it called; `aside`: the customer asked for something else. */
  readonly kind: 'call' | 'aside';
}

/** The question that silence closed, with what lay beneath it; an answer may still come. */
export interface LateQuestion extends Frame {
  /** When it was closed: UTC milliseconds since 1970. */
  readonly atMs: number;
  readonly stack: readonly Frame[];
}

/** What the machine remembers; plain JSON with every field present. */
export interface FlowContext {
  /** The language we answer in; one of the bot's. */
  readonly locale: string;
  /** The profile's language as Braze said it last. */
  readonly language: string | null;
  /** Whether the customer ever wrote before. */
  readonly met: boolean;
  /** Messages in a row that meant nothing while no question was open. */
  readonly misses: number;
  /** Answers in a row that the open question did not accept. */
  readonly tries: number;
  /** Of the flow under way, all that it declares; `null` while unset. */
  readonly slots: Slots;
  /** Flows put aside, the innermost last. */
  readonly stack: readonly Frame[];
  /** Keys of the questions of the flow under way that were answered, the oldest first. */
  readonly trail: readonly string[];
  readonly late: LateQuestion | null;
  /** How often each step took the next of its variations, by the step's id. */
  readonly turns: Readonly<Record<string, number>>;
  /** While it is before people: who has it, since when and why. */
  readonly held: Held | null;
  /** Something did not reach the customer and was answered; they have not written since. */
  readonly unreached: boolean;
}

/** What is put aside, answered, late and counted in a conversation that has just begun. */
export const NOTHING_ASIDE: Pick<FlowContext, 'stack' | 'trail' | 'late' | 'turns' | 'held'> = {
  ...{ stack: [], trail: [], late: null, turns: {}, held: null },
};
