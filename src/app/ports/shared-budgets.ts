import type { Budget, Request } from '#core/delivery/budget.ts';

/** A piece of a budget's window, for this replica alone. */
export interface Slice {
  readonly granted: number;
  /** What is left to be taken after it, by anybody. */
  readonly left: number;
  /** UTC milliseconds at which its window began: names the window when some of it is given back. */
  readonly windowStartMs: number;
  /** Milliseconds until the window ends, and with it whatever was not used. */
  readonly endsInMs: number;
}

/**
 * Budgets that all replicas use together, in fixed windows of the clock.
 *
 * Both methods are one statement each; both throw `StoreUnavailable` when nobody can know whether
 * it was committed: at worst some of a window is left unused.
 */
export abstract class SharedBudgets {
  abstract take(budget: Budget, request: Request): Promise<Slice>;

  /** Returns what was not used; a window that is over takes nothing back. */
  abstract giveBack(budget: Budget, count: number, windowStartMs: number): Promise<void>;
}
