import { AppError } from '#core/app-error.ts';

/** Nobody has named a model, and in production nothing stands in for one. */
export class AidHasNoModel extends AppError {
  override readonly code = 'aid.no-model';
  override readonly kind = 'unavailable';

  constructor() {
    super('No model writes drafts or summaries here: none is set', {
      cure: 'Whoever runs Parley sets PARLEY_AI_BASE_URL and PARLEY_AI_MODEL',
    });
  }
}

/** The tokens of 24 hours are used. */
export class AidBudgetUsed extends AppError {
  override readonly code: string;
  override readonly kind = 'too-many';

  constructor(whose: 'agent' | 'all') {
    const message =
      whose === 'agent'
        ? 'You have used your tokens of 24 hours: write it yourself, or ask again later'
        : 'All tokens of 24 hours are used: write it yourself, or ask again later';
    const variable = whose === 'agent' ? 'PARLEY_AI_TOKENS_PER_AGENT' : 'PARLEY_AI_TOKENS_PER_DAY';
    super(message, { cure: `Whoever runs Parley may raise ${variable}` });
    this.code = whose === 'agent' ? 'aid.own-budget-used' : 'aid.budget-used';
  }
}

/** Nothing stands in the chat that could be answered or summed up. */
export class NothingSaidYet extends AppError {
  override readonly code = 'aid.nothing-said';
  override readonly kind = 'conflict';

  constructor(conversationId: string) {
    super('Nothing has been said yet that a model could go by', { conversationId });
  }
}

/** The model could not be asked, or not in time. */
export class AidNotAnswered extends AppError {
  override readonly code = 'aid.no-answer';
  override readonly kind = 'unavailable';

  constructor(reason: string) {
    super(`${reason}: ask again, or write it yourself`, { reason });
  }
}

/** The agent went away before the answer came; nobody reads this. */
export class AidCancelled extends AppError {
  override readonly code = 'aid.cancelled';
  override readonly kind = 'conflict';

  constructor() {
    super('The agent did not wait for the answer');
  }
}

/** What the model wrote is not fit to be shown. */
export class AidNotUsable extends AppError {
  override readonly code = 'aid.not-usable';
  override readonly kind = 'conflict';

  constructor(reason: string) {
    super(`What came is not shown, because ${reason}: ask again, or write it yourself`, { reason });
  }
}
