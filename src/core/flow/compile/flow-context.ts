import type { SlotValue } from '../model/slot.ts';

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
  readonly slots: Readonly<Record<string, SlotValue>>;
}
