import type { AiUseReport } from '#app/ai/report-ai-use.ts';
import type { AiFigures } from '#core/ai/ai-figures.ts';

/** What the AI costs, for programs; money in millionths of the currency. */
export function aiUseJson(report: AiUseReport): unknown {
  const { days, since, byPurpose, bySteps, total, today, terms, unpriced } = report;
  const { tokens, money, calls, seconds } = terms.day;
  const { all } = today;
  return {
    ...{ days, since: since.toISOString(), currency: terms.currency, unpriced_models: unpriced },
    by_purpose: byPurpose.map(({ model, purpose, ...figures }) => ({
      ...{ model, purpose },
      ...figuresJson(figures),
    })),
    by_step: bySteps.map(({ step, ...figures }) => ({ step, ...figuresJson(figures) })),
    total: figuresJson(total),
    last_24_hours: {
      tokens: { used: all.tokens, most: tokens ?? null },
      money_millionths: { used: all.money, most: money ?? null },
      tool_calls: { used: all.calls, most: calls ?? null },
      seconds: { used: all.seconds, most: seconds ?? null },
      tokens_of_one_agent: { used: today.mostOfOneAgent, most: terms.tokensPerAgent },
    },
  };
}

function figuresJson(figures: AiFigures): Readonly<Record<string, number | null>> {
  const { turns, tokensIn, tokensOut, costMillionths, unpricedTokens } = figures;
  const { toolCalls, unanswered, p50Ms, p95Ms } = figures;
  return {
    ...{ turns, tokens_in: tokensIn, tokens_out: tokensOut, cost_millionths: costMillionths },
    ...{ unpriced_tokens: unpricedTokens, tool_calls: toolCalls, unanswered },
    ...{ p50_ms: p50Ms ?? null, p95_ms: p95Ms ?? null },
  };
}
