import { beforeEach, describe, expect, it } from '@jest/globals';

import { type AiTerms, ReportAiUse } from '#app/ai/report-ai-use.ts';
import { type AiUseOfToday, AiUses } from '#app/ports/ai-uses.ts';
import { NOTHING_USED } from '#core/ai/ai-budget.ts';
import type { AiFigures, AiUseOfDays } from '#core/ai/ai-figures.ts';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import type { UseCases } from './cli-deps.ts';

const figures = (given: Partial<AiFigures> = {}): AiFigures => ({
  ...{ turns: 40, tokensIn: 90_100, tokensOut: 4_000, costMillionths: 31_000, unpricedTokens: 0 },
  ...{ toolCalls: 12, unanswered: 1, p50Ms: 900, p95Ms: 2_130 },
  ...given,
});
const NOTHING = figures({
  ...{ turns: 0, tokensIn: 0, tokensOut: 0, costMillionths: 0, toolCalls: 0, unanswered: 0 },
  ...{ p50Ms: undefined, p95Ms: undefined },
});

class KnownUses extends AiUses {
  days = 0;
  used: AiUseOfDays = { since: new Date(0), byPurpose: [], bySteps: [], total: NOTHING };

  override ofDays(days: number): Promise<AiUseOfDays> {
    this.days = days;
    return Promise.resolve(this.used);
  }

  override ofToday(): Promise<AiUseOfToday> {
    const all = { ...NOTHING_USED, tokens: 12_500, money: 1_250_000, calls: 3, seconds: 41.6 };
    return Promise.resolve({ all, mostOfOneAgent: 500 });
  }
}

describe('parley ai', () => {
  let uses: KnownUses;
  let terms: AiTerms;
  let closed: number;
  let cli: FakeCli;
  beforeEach(() => {
    uses = new KnownUses();
    const one = { model: 'small', purpose: 'step', ...figures() } as const;
    uses.used = {
      since: new Date('2026-10-24T07:12:33Z'),
      byPurpose: [
        one,
        { ...one, purpose: 'draft', ...figures({ turns: 2, unanswered: 0, p95Ms: 999 }) },
      ],
      bySteps: [{ step: 'advise.think', ...figures() }],
      total: figures({ turns: 42 }),
    };
    terms = {
      price: (model) => (model === 'small' ? { input: 0.25, output: 2 } : undefined),
      ...{ currency: 'EUR', day: { tokens: 5_000_000, money: 5_000_000 }, tokensPerAgent: 1_000 },
    };
    closed = 0;
    const open = () => {
      const useCases: Partial<UseCases> = {
        reportAiUse: new ReportAiUse(uses, terms),
        close: () => {
          closed += 1;
          return Promise.resolve();
        },
      };
      return Promise.resolve(useCases as UseCases);
    };
    cli = new FakeCli({ open });
  });

  it('shows by model, purpose and step what was asked, what it cost and how long it took', async () => {
    expect([await cli.run('ai'), uses.days, closed]).toEqual([0, 30, 1]);
    expect(cli.said).toBe(`What models were asked in the last 30 days (since 2026-10-24 07:12 UTC)

model  for                turns  tokens in  tokens out        cost  tool calls  no answer     p50     p95
small  answers of steps      40     90,100       4,000  EUR 0.0310          12      2.5 %  900 ms   2.1 s
small  drafts for agents      2     90,100       4,000  EUR 0.0310          12        0 %  900 ms  999 ms
all                          42     90,100       4,000  EUR 0.0310          12      2.4 %  900 ms   2.1 s

step          turns  tokens in  tokens out        cost  tool calls  no answer     p50    p95
advise.think     40     90,100       4,000  EUR 0.0310          12      2.5 %  900 ms  2.1 s

Used of what a day may take, in the last 24 hours
  tokens               12,500 of 5,000,000 (0.3 %)
  money                EUR 1.25 of EUR 5.00 (25 %)
  tool calls           3, without a bound (PARLEY_AI_BUDGET_DAY)
  seconds of waiting   42, without a bound (PARLEY_AI_BUDGET_DAY)
  tokens of one agent  500 of 1,000 (50 %)
`);
  });

  it('names the variable where a model has no price, and gives it no money', async () => {
    const [one] = uses.used.byPurpose;
    if (one === undefined) throw new Error('There is none');
    const free = { costMillionths: 0, unpricedTokens: 94_100 };
    uses.used = { ...uses.used, byPurpose: [one, { ...one, model: 'large', ...free }] };
    uses.used = { ...uses.used, total: figures({ unpricedTokens: 94_100 }) };

    await cli.run('ai', '--days', '1');

    expect(cli.said).toContain('in the last 24 hours (since');
    expect(cli.said).toMatch(/^large +answers of steps.* no price /m);
    expect(cli.said).toMatch(/^all .* EUR 0\.0310 \* /m);
    expect(cli.said).toContain(
      'No price is set for large, so its tokens are in no sum of money. Name it in PARLEY_AI_PRICES, as large=0.25/2',
    );
  });

  it('says so where a price is younger than what it would count for, and not where a model is free', async () => {
    const [one] = uses.used.byPurpose;
    if (one === undefined) throw new Error('There is none');
    uses.used = { ...uses.used, byPurpose: [{ ...one, unpricedTokens: 7 }] };

    await cli.run('ai');
    expect(cli.said).toContain('before their model had a price');

    terms = { ...terms, price: () => ({ input: 0, output: 0 }) };
    await cli.run('ai');
    expect(cli.said).not.toContain('price');
  });

  it('says that nothing was asked', async () => {
    uses.used = { since: new Date(0), byPurpose: [], bySteps: [], total: NOTHING };

    expect([await cli.run('ai'), cli.said]).toEqual([
      0,
      expect.stringMatching(/: nothing\.\n\nUsed of what a day/),
    ]);
  });

  it('answers as JSON', async () => {
    await cli.run('ai', '--json');

    expect(cli.json()).toMatchObject({
      ...{ days: 30, since: '2026-10-24T07:12:33.000Z', currency: 'EUR', unpriced_models: [] },
      by_purpose: [{ model: 'small', purpose: 'step', turns: 40, p95_ms: 2_130 }, {}],
      by_step: [{ step: 'advise.think', cost_millionths: 31_000, unanswered: 1 }],
      total: { turns: 42, tokens_in: 90_100 },
      last_24_hours: {
        ...{ tokens: { used: 12_500, most: 5_000_000 }, tool_calls: { used: 3, most: null } },
        tokens_of_one_agent: { used: 500, most: 1_000 },
      },
    });
  });

  it.each(['0', '91', 'many'])('takes no --days %s', async (days) => {
    expect(await cli.run('ai', '--days', days)).toBe(2);
    expect(cli.complaints).toContain('Write a whole number from 1 to 90.');
  });
});
