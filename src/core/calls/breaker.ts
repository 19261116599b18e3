/** What a circuit breaker remembers of one target. */
export interface Breaker {
  /** The last attempts, the newest last: whether each found the target in trouble. */
  readonly troubles: readonly boolean[];
  /** Set while nothing is tried; monotonic milliseconds. */
  readonly openUntilMs: number | undefined;
  /** How long it was open last. */
  readonly openForMs: number;
  /** Whether the one attempt that decides is under way. */
  readonly isProbing: boolean;
}

const LOOKS_AT = 20;
/** Fewer say nothing: one slow answer of two is no outage. */
const FEWEST = 5;
const FIRST_OPEN_MS = 2_000;
const LONGEST_OPEN_MS = 30_000;

export const CLOSED: Breaker = {
  troubles: [],
  openUntilMs: undefined,
  openForMs: 0,
  isProbing: false,
};

/** Whether an attempt may be made; once the breaker has been open for its time, one decides. */
export function mayTry({ openUntilMs, isProbing }: Breaker, nowMs: number): boolean {
  return openUntilMs === undefined || (nowMs >= openUntilMs && !isProbing);
}

/** After an attempt has begun. */
export function trying(breaker: Breaker): Breaker {
  return breaker.openUntilMs === undefined ? breaker : { ...breaker, isProbing: true };
}

/** After an attempt has ended. Half of the last 20 in trouble, 5 at least, open it. */
export function tried(breaker: Breaker, isTrouble: boolean, nowMs: number): Breaker {
  if (breaker.openUntilMs !== undefined) {
    if (!breaker.isProbing) return breaker; // began before it opened
    return isTrouble ? opened(breaker, nowMs) : CLOSED;
  }
  const troubles = [...breaker.troubles, isTrouble].slice(-LOOKS_AT);
  const count = troubles.filter(Boolean).length;
  const isOver = isTrouble && count >= FEWEST && count * 2 >= troubles.length;
  return isOver ? opened(breaker, nowMs) : { ...breaker, troubles };
}

function opened({ openForMs }: Breaker, nowMs: number): Breaker {
  const nextMs = openForMs === 0 ? FIRST_OPEN_MS : Math.min(openForMs * 2, LONGEST_OPEN_MS);
  return { troubles: [], openUntilMs: nowMs + nextMs, openForMs: nextMs, isProbing: false };
}
