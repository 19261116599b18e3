import { SharedBudgets, type Slice } from '#app/ports/shared-budgets.ts';
import {
  afterRequest,
  type Budget,
  type BudgetWindow,
  leftOf,
  type Request,
} from '#core/delivery/budget.ts';

/** Budgets of one process, by the same rule as those in Postgres. */
export class InMemoryBudgets extends SharedBudgets {
  readonly requests: Request[] = [];
  window: BudgetWindow = { startMs: 0, taken: 0, others: 0 };
  failure: Error | undefined;

  constructor(private readonly nowMs: () => number) {
    super();
  }

  override take(budget: Budget, request: Request): Promise<Slice> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.requests.push(request);
    const nowMs = this.nowMs();
    const { window, granted } = afterRequest(budget, this.window, request, nowMs);
    this.window = window;
    const endsInMs = window.startMs + budget.windowMs - nowMs;
    const left = leftOf(budget, window);
    return Promise.resolve({ granted, left, windowStartMs: window.startMs, endsInMs });
  }

  override giveBack(_budget: Budget, count: number, windowStartMs: number): Promise<void> {
    if (windowStartMs !== this.window.startMs) return Promise.resolve();
    this.window = { ...this.window, taken: this.window.taken - count };
    return Promise.resolve();
  }
}
