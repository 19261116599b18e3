import type { Sender } from '#core/conversation/effect.ts';

/**
 * Who goes first where not everybody can: what an agent writes, then answers to a customer who
 * waits, then what Parley says of its own accord.
 */
export const PRIORITY = { agent: 0, answer: 1, proactive: 2 } as const;

export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** From first to last. */
export const PRIORITIES: readonly Priority[] = [0, 1, 2];

/** Of so many places in a row one belongs to the next of those that wait … */
const NEXT_EVERY = 10;
/** … and one to the last, so that nobody starves behind a stream that never ends. */
const LAST_EVERY = 50;

/** A reply's priority by who speaks and by the kind of event that made it: no customer waits for a timer. */
export function priorityOf(sender: Sender, cause: string): Priority {
  if (sender === 'agent') return PRIORITY.agent;
  return cause === 'timer' ? PRIORITY.proactive : PRIORITY.answer;
}

/**
 * Whose turn a place is.
 *
 * @param place counts all places that were ever given, from 0
 * @param waiting those that have somebody waiting, from first to last
 * @returns one of them, `undefined` where nobody waits
 */
export function turnAt<T>(place: number, waiting: readonly T[]): T | undefined {
  if (place % LAST_EVERY === LAST_EVERY - 1) return waiting.at(-1);
  return place % NEXT_EVERY === NEXT_EVERY - 1 ? (waiting[1] ?? waiting[0]) : waiting[0];
}
