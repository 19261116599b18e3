import { describe, expect, it } from '@jest/globals';

import { aiSettingsOf } from './ai-settings.ts';
import { readEnvironment } from './environment.ts';

const settings = (given: Readonly<Record<string, string>>): ReturnType<typeof aiSettingsOf> =>
  aiSettingsOf(readEnvironment(given));

describe('aiSettingsOf', () => {
  it('has bounds for tokens where nothing is said, and prices nothing', () => {
    const { budgets, price, currency } = settings({});

    expect(budgets).toEqual({ turn: {}, chat: { tokens: 100_000 }, day: { tokens: 5_000_000 } });
    expect([price('any'), currency]).toEqual([undefined, 'USD']);
  });

  it('reads budgets and prices, money in millionths', () => {
    const { budgets, price } = settings({
      PARLEY_AI_BUDGET_TURN: 'calls=2,seconds=15',
      PARLEY_AI_BUDGET_CHAT: 'money=0.50',
      PARLEY_AI_BUDGET_DAY: 'tokens=1000,money=20',
      PARLEY_AI_PRICES: 'small=0.25/2,large=1.5/12',
    });

    expect(budgets).toEqual({
      turn: { calls: 2, seconds: 15 },
      chat: { tokens: 100_000, money: 500_000 },
      day: { tokens: 1_000, money: 20_000_000 },
    });
    expect(price('large')).toEqual({ input: 1.5, output: 12 });
  });

  it.each([
    [{ PARLEY_AI_BUDGET_TURN: 'token=2' }, 'PARLEY_AI_BUDGET_TURN must look like'],
    [{ PARLEY_AI_PRICES: 'small=1' }, 'PARLEY_AI_PRICES must look like'],
    [{ PARLEY_AI_CURRENCY: '€' }, 'PARLEY_AI_CURRENCY must be a currency'],
    [{ PARLEY_AI_BUDGET_DAY: 'money=5' }, 'PARLEY_AI_PRICES is missing'],
    [
      {
        ...{ PARLEY_AI_BUDGET_DAY: 'money=5', PARLEY_AI_PRICES: 'small=1/2' },
        ...{ PARLEY_AI_BASE_URL: 'https://ai.test/v1', PARLEY_AI_MODEL: 'large' },
      },
      'no price of "large"',
    ],
  ])('says what is wrong with %j', (given, message) => {
    expect(() => settings(given)).toThrow(message);
  });

  it('takes the stand-in without an address, for Parley starts it, and not in production', () => {
    const named = { PARLEY_AI_MODEL: 'stand-in:slow' };

    expect(() => settings(named)).not.toThrow();
    expect(() => settings({ ...named, PARLEY_ENV: 'production' })).toThrow(
      'PARLEY_AI_BASE_URL is missing',
    );
    expect(() => settings({ PARLEY_AI_MODEL: 'stand-inn' })).toThrow(
      'PARLEY_AI_BASE_URL is missing',
    );
  });
});
