/** Tokens of the last 24 hours, as far as they bound what agents may ask for. */
export interface AidSpent {
  readonly byAgent: number;
  /** By agents and chats together. */
  readonly byAll: number;
  /** By both, in millionths of the operator's currency. */
  readonly money?: number;
}

/** Most tokens in 24 hours. */
export interface AidBudget {
  readonly perAgent: number;
  readonly perDay: number;
  /** Most money in 24 hours, in millionths; without it there is no bound. */
  readonly moneyPerDay?: number | undefined;
}

/** Whose tokens or money are used up; `undefined` where more may be asked. A single question may go beyond. */
export function overAidBudget(spent: AidSpent, budget: AidBudget): 'agent' | 'all' | undefined {
  const isOver = (spent.money ?? 0) >= (budget.moneyPerDay ?? Infinity);
  if (isOver || spent.byAll >= budget.perDay) return 'all';
  return spent.byAgent >= budget.perAgent ? 'agent' : undefined;
}
