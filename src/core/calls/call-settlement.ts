import type { CallPolicy } from '#core/conversation/effect.ts';

import type { TriedOutcome } from './call-outcome.ts';

type Answered = Extract<TriedOutcome, { readonly kind: 'answered' }>;
/** What was answered, with what people who look are told of it. */
type AnswerOf = Omit<Answered, 'kind'>;

/** What is done about an attempt. */
export type CallSettlement =
  | ({ readonly kind: 'answer' } & AnswerOf)
  | { readonly kind: 'fail'; readonly reason: string; readonly isRefused?: true }
  | { readonly kind: 'again'; readonly reason: string; readonly delayMs: number }
  /** The step's own clock has ended the waiting: there is nobody to be told. */
  | { readonly kind: 'over'; readonly reason: string };

export interface Asked {
  readonly policy: CallPolicy;
  /** Number of this attempt, from 1. */
  readonly attempt: number;
  /** Most attempts. */
  readonly attempts: number;
  /** Milliseconds for which the step still waits. */
  readonly leftMs: number;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
/** With less time left no attempt is worth it: the customer is told now instead. */
const SHORTEST_ATTEMPT_MS = 250;

/**
 * Whether to ask again, by what the connector declares of itself: what was certainly not done may
 * always be repeated; what may have been done, unless the connector is `once`.
 */
export function callSettlementOf(outcome: TriedOutcome, asked: Asked): CallSettlement {
  if (outcome.kind === 'answered') {
    return { ...outcome, kind: 'answer' };
  }

  const { reason } = outcome;
  if (asked.leftMs <= 0) return { kind: 'over', reason };
  if (outcome.kind === 'refused' && outcome.saysNo === true) {
    return { kind: 'fail', reason, isRefused: true };
  }
  if (!mayRepeat(outcome, asked)) return { kind: 'fail', reason };

  const delayMs = delayOf(outcome, asked.attempt);
  return delayMs + SHORTEST_ATTEMPT_MS > asked.leftMs
    ? { kind: 'fail', reason }
    : { kind: 'again', reason, delayMs };
}

function mayRepeat({ kind }: TriedOutcome, { policy, attempt, attempts }: Asked): boolean {
  if (attempt >= attempts || kind === 'refused') return false;
  return kind === 'unreached' || policy !== 'once';
}

function delayOf(outcome: TriedOutcome, attempt: number): number {
  const told = outcome.kind === 'unreached' ? outcome.retryAfterMs : undefined;
  return told ?? Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
}
