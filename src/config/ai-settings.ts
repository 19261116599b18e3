import type { AiBudgets, AiLimits, AiMeasure, AiPrice } from '#core/ai/ai-budget.ts';

import type { Environment } from './environment.ts';

const MILLION = 1_000_000;

/** What asking models may take, and what a model costs. */
export interface AiSettings {
  readonly budgets: AiBudgets;
  /** `undefined` where nobody has said one: then it counts for nothing. */
  readonly price: (model: string) => AiPrice | undefined;
  readonly currency: string;
}

type Told = Pick<
  Environment,
  | 'PARLEY_AI_BUDGET_TURN'
  | 'PARLEY_AI_BUDGET_CHAT'
  | 'PARLEY_AI_BUDGET_DAY'
  | 'PARLEY_AI_PRICES'
  | 'PARLEY_AI_CURRENCY'
  | 'PARLEY_AI_TOKENS_PER_CHAT'
  | 'PARLEY_AI_TOKENS_PER_DAY'
>;

/** Budgets as they were written; tokens of a chat and of a day have bounds in any case. */
export function aiSettingsOf(told: Told): AiSettings {
  const prices = pricesIn(told.PARLEY_AI_PRICES ?? '');
  return {
    budgets: {
      turn: limitsIn(told.PARLEY_AI_BUDGET_TURN ?? ''),
      chat: {
        tokens: told.PARLEY_AI_TOKENS_PER_CHAT,
        ...limitsIn(told.PARLEY_AI_BUDGET_CHAT ?? ''),
      },
      day: {
        tokens: told.PARLEY_AI_TOKENS_PER_DAY,
        ...limitsIn(told.PARLEY_AI_BUDGET_DAY ?? ''),
      },
    },
    price: (model) => prices.get(model),
    currency: told.PARLEY_AI_CURRENCY,
  };
}

/** `tokens=20000,money=0.05`; money is counted in millionths. */
function limitsIn(text: string): AiLimits {
  const parts = text.split(',').filter((part) => part !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [measure = '', most = ''] = part.split('=');
      const isMoney = (measure as AiMeasure) === 'money';
      return [measure, isMoney ? Math.round(Number(most) * MILLION) : Number(most)];
    }),
  );
}

/** `model=0.25/2,other=1/10`. */
function pricesIn(text: string): ReadonlyMap<string, AiPrice> {
  const parts = text.split(',').filter((part) => part !== '');
  return new Map(
    parts.map((part) => {
      const [model = '', prices = ''] = part.split('=');
      const [input = 0, output = 0] = prices.split('/').map(Number);
      return [model, { input, output }];
    }),
  );
}
