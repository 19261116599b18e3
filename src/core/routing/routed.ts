import type { Input, Listening, RoutingTable } from './listening.ts';
import type { Found } from './phrase-table.ts';

/** Which part of the order took the message. */
export type RoutedBy =
  | ('opt-out' | 'option' | 'command' | 'correction' | 'keyword' | 'answer' | 'late-answer')
  | ('welcome' | 'understand' | 'invalid' | 'no-match' | 'cannot-read' | 'not-for-the-bot');

export interface Routed {
  /** `undefined`: nothing for the machine, a person reads it. */
  readonly event: Input | undefined;
  readonly by: RoutedBy;
  /** The phrase that was found, normalised. */
  readonly phrase?: string;
  /** The customer turned out to write another language than we thought, or asked for it. */
  readonly locale?: string;
  /** Key of the question that the text answers, where it is not the open one. */
  readonly question?: string;
}

export interface Heard {
  readonly text: string;
  /** Addresses of pictures and files. */
  readonly media?: readonly string[];
  readonly locale: string;
  /** Nothing of this customer was ever heard before. */
  readonly isFirst: boolean;
  /** Tells the keys of the questions that were answered, the last one first. */
  readonly answered?: (() => readonly string[]) | undefined;
  /** Key of the question that silence closed, while an answer may still come. */
  readonly late?: string | undefined;
}

/** What a question listens to, by its key. */
export type Questions = (key: string) => Listening | undefined;

/** A message, and all that decides what it means. */
export interface Message {
  readonly table: RoutingTable;
  readonly listening: Listening;
  readonly heard: Heard;
  readonly questions: Questions;
  /** The text as keywords are compared. */
  readonly normal: string;
}

/** One part of the order; `undefined` where it does not take the message. */
export type Reader = (message: Message) => Routed | undefined;

export function found(by: RoutedBy, type: string, { phrase, locale }: Found<unknown>): Routed {
  return { event: { type }, by, phrase, ...(locale === undefined ? {} : { locale }) };
}
