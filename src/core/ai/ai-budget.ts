/** Tokens that were used in the last 24 hours. */
export interface Spent {
  readonly byChat: number;
  readonly byAll: number;
}

/** Most tokens in 24 hours. */
export interface AiBudget {
  readonly perChat: number;
  readonly perDay: number;
}

/** Why nothing more may be asked; `undefined` where it may. A single call may go beyond its budget. */
export function overBudget(spent: Spent, budget: AiBudget): string | undefined {
  if (spent.byChat >= budget.perChat) return 'this chat has used its tokens of the day';
  return spent.byAll >= budget.perDay ? 'all tokens of the day are used' : undefined;
}
