import { PRIORITY, type Priority } from './priority.ts';

/** So much may be used in each window of the clock, by all replicas together and by others. */
export interface Budget {
  /** One row of the store. */
  readonly name: 'sends' | 'number' | 'ceiling' | 'exports';
  /** Windows begin on the clock: an hour's with the hour, UTC. */
  readonly windowMs: number;
  readonly limit: number;
  /** What is left to whoever else uses it, as long as they have not used so much. */
  readonly reserve: number;
}

/** A window as the store keeps it. */
export interface BudgetWindow {
  readonly startMs: number;
  /** Handed out to replicas, whether used by now or not. */
  readonly taken: number;
  /** Used by somebody else, as far as Braze's answers showed. */
  readonly others: number;
}

/** What a replica asks for. */
export interface Request {
  readonly want: number;
  /**
   * What Braze said is left in this window, less what the replica holds unused; `undefined` where
   * it has not said so since the last request.
   */
  readonly remaining: number | undefined;
}

/** Milliseconds since 1970 at which the window of a moment began. */
function windowStartMs(nowMs: number, windowMs: number): number {
  return nowMs - (nowMs % windowMs);
}

/** What is left for Parley. */
export function leftOf({ limit, reserve }: Budget, { taken, others }: BudgetWindow): number {
  return Math.max(limit - taken - Math.max(others, reserve), 0);
}

/**
 * The window after a request, and how much of it is granted.
 *
 * The rule of the statement in the store, which the tests hold against it: a window that has
 * begun since is fresh, one that is over does not come back, and whatever Braze counted beyond
 * what was handed out was used by others.
 */
export function afterRequest(
  budget: Budget,
  window: BudgetWindow,
  { want, remaining }: Request,
  nowMs: number,
): { readonly window: BudgetWindow; readonly granted: number } {
  const startMs = windowStartMs(nowMs, budget.windowMs);
  const current = startMs > window.startMs ? { startMs, taken: 0, others: 0 } : window;
  const seen = remaining === undefined ? 0 : budget.limit - remaining - current.taken;
  const fed = { ...current, others: Math.max(current.others, seen) };
  const granted = Math.min(want, leftOf(budget, fed));
  return { window: { ...fed, taken: fed.taken + granted }, granted };
}

/** Below which part of a budget a priority waits for the next window: the last is for agents alone. */
const FLOORS: Readonly<Record<Priority, number>> = {
  [PRIORITY.agent]: 0,
  [PRIORITY.answer]: 0.02,
  [PRIORITY.proactive]: 0.3,
};

/** The last priority that may still leave while so much is left. */
export function lastPriorityAt(left: number, { limit }: Budget): Priority {
  if (left > FLOORS[PRIORITY.proactive] * limit) return PRIORITY.proactive;
  return left > FLOORS[PRIORITY.answer] * limit ? PRIORITY.answer : PRIORITY.agent;
}

/** A replica takes so many parts of a budget at a time: few statements, and little that lies idle. */
const SLICES = 1000;
const LARGEST_SLICE = 250;

/** A window shorter than this is over before it could be used up by one who was not told yet. */
const LONG_WINDOW_MS = 10_000;
/** Of a long one nobody takes more at once: answers of Braze may tell of others by then. */
const MOST = 1 / 20;

/** How much to take at a time, where `need` is what is wanted at once. */
export function sliceOf({ limit, windowMs }: Budget, need: number): number {
  const usual = Math.min(Math.ceil(limit / SLICES), LARGEST_SLICE);
  const most = windowMs < LONG_WINDOW_MS ? limit : Math.ceil(limit * MOST);
  return Math.min(Math.max(need, usual), most);
}
