const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Three days in all: long enough for a weekend with nobody at work.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const DELAYS_MS = [
  ...[5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS],
  ...[10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS],
] as const;

/** What became of an attempt to tell. */
export type NoticeOutcome =
  | { readonly kind: 'sent' }
  /** Again later; `afterMs` where the other side has said when. */
  | { readonly kind: 'failed'; readonly reason: string; readonly afterMs?: number | undefined }
  /** This one never: it would fail again. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody lives there any more: nothing is to be sent there. */
  | { readonly kind: 'gone'; readonly reason: string };

/** What is written down of it. */
export interface NoticeSettlement {
  readonly state: 'sent' | 'pending' | 'dead';
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
  readonly reason: string | undefined;
  /** Whether the address is given up with it. */
  readonly isGone: boolean;
}

/** What follows from an attempt. @param attempt how many there were, this one included */
export function noticeSettlement(outcome: NoticeOutcome, attempt: number): NoticeSettlement {
  if (outcome.kind === 'sent') {
    return { state: 'sent', delayMs: 0, reason: undefined, isGone: false };
  }
  const { reason } = outcome;
  if (outcome.kind === 'gone') return { state: 'dead', delayMs: 0, reason, isGone: true };
  const delayMs = DELAYS_MS[attempt - 1];
  if (outcome.kind === 'refused' || delayMs === undefined) {
    return { state: 'dead', delayMs: 0, reason, isGone: false };
  }
  const wanted = Math.min(outcome.afterMs ?? 0, 24 * HOUR_MS);
  return { state: 'pending', delayMs: Math.max(delayMs, wanted), reason, isGone: false };
}
