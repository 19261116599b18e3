import type { Slots } from '#core/flow/compile/flow-context.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';
import type { LineNow } from '#core/handoff/line-now.ts';
import type { QueueSwitches } from '#core/handoff/queue-switches.ts';

import type { AnswerReader } from './answer-reader.ts';
import type { PhraseTable } from './phrase-table.ts';

/** What a customer's message, or anything else that happened, comes to: never the raw text. */
export interface Input {
  readonly type: string;
  /** Of an answer: the value for the slot. */
  readonly value?: string | number | boolean | undefined;
  /** Of an answered call: any JSON. */
  readonly result?: unknown;
  /** Of an agent's reply. */
  readonly text?: string | undefined;
  /** Of a flow that was called and has ended: all its slots. */
  readonly gives?: Slots | undefined;
  /** What people did. */
  readonly desk?: DeskEvent | undefined;
  /** Of a clock that says where the customer stands in line. */
  readonly line?: LineNow | undefined;
}

/** What the machine is told: an input, and which event of the conversation it was. */
export interface MachineEvent extends Input {
  /** Queues that a lead had opened or closed by then. */
  readonly switches?: QueueSwitches | undefined;
  /** When it happened: UTC milliseconds since 1970. */
  readonly atMs: number;
  /** Its place in the conversation's log. */
  readonly seq: number;
}

/** What one state of the machine makes of a message; the parts are tried in this order. */
export interface Listening {
  /** Event for words that opt out. */
  readonly optOut?: string;
  /** The open question's own options, by their ids. */
  readonly options?: PhraseTable<string>;
  /** Commands that count here, and the event of each. */
  readonly commands: Readonly<Record<string, string>>;
  /** Commands that count only where the text is no answer. */
  readonly lateCommands?: Readonly<Record<string, string>>;
  /** Whether another flow's keywords count: anywhere in the text, as the whole text, or not. */
  readonly keywords: 'within' | 'exactly' | 'no';
  /** Reads the open question's answer. */
  readonly answer?: AnswerReader;
  /** The address of a picture or file is an answer, too. */
  readonly takesMedia?: boolean;
  /** Event for what is none of these; `undefined` where nobody but an agent listens. */
  readonly otherwise: string | undefined;
}

/** What all states of a release share. */
export interface RoutingTable {
  readonly optOut: PhraseTable<'stop'>;
  readonly commands: PhraseTable<string>;
  /** Names of the bot's languages. */
  readonly languages: PhraseTable<string>;
  /** What an earlier answer is corrected with: "no, I meant". */
  readonly corrections: PhraseTable<string>;
  /** Keywords to flows. */
  readonly keywords: PhraseTable<string>;
  /** The flow for a first message that nothing else understands. */
  readonly welcome: string | undefined;
  /** The flow that finds out what is meant by what nothing else takes. */
  readonly understand?: string | undefined;
}
