/** Tokens of the last 24 hours, as far as they bound what agents may ask for. */
export interface AidSpent {
  readonly byAgent: number;
  /** By agents and chats together. */
  readonly byAll: number;
}

/** Most tokens in 24 hours. */
export interface AidBudget {
  readonly perAgent: number;
  readonly perDay: number;
}

/** Whose tokens are used up; `undefined` where more may be asked. A single question may go beyond. */
export function overAidBudget(spent: AidSpent, budget: AidBudget): 'agent' | 'all' | undefined {
  if (spent.byAll >= budget.perDay) return 'all';
  return spent.byAgent >= budget.perAgent ? 'agent' : undefined;
}
