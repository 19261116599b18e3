import type { AiTerms, AiUseReport } from '#app/ai/report-ai-use.ts';
import type { AiMeasure } from '#core/ai/ai-budget.ts';
import type { AiFigures, AiPurpose } from '#core/ai/ai-figures.ts';

import type { Paint } from '../paint.ts';

const PURPOSES: Readonly<Record<AiPurpose, string>> = {
  ...{ step: 'answers of steps', recap: 'chats in short, for steps' },
  ...{ draft: 'drafts for agents', summary: 'summaries for agents' },
};
const FIGURES = [
  ...['turns', 'tokens in', 'tokens out', 'cost', 'tool calls', 'no answer', 'p50', 'p95'],
];
const NUMBERS = new Intl.NumberFormat('en');
const MILLION = 1_000_000;

/** What the AI costs, for people. */
export function aiUseText(report: AiUseReport, paint: Paint): string {
  const { days, since, byPurpose, bySteps, total, terms } = report;
  const span = days === 1 ? '24 hours' : `${String(days)} days`;
  const head = `What models were asked in the last ${span} (since ${minuteOf(since)} UTC)`;
  if (total.turns === 0) {
    return `${paint.bold(head)}: nothing.\n\n${todayText(report, paint)}`;
  }
  const isPartial = byPurpose.some((row) => !hasWholeCost(row, terms));
  const rows = byPurpose.map((row) => [
    ...[row.model, PURPOSES[row.purpose]],
    ...cellsOf(row, terms, !hasWholeCost(row, terms)),
  ]);
  const sum = ['all', '', ...cellsOf(total, terms, isPartial)];
  const steps = bySteps.map((row) => [row.step, ...cellsOf(row, terms, isPartial)]);
  return [
    `${paint.bold(head)}\n`,
    ...table([['model', 'for', ...FIGURES], ...rows, sum], 2, paint),
    ...(steps.length === 0 ? [] : ['', ...table([['step', ...FIGURES], ...steps], 1, paint)]),
    ...priceNotes(report, isPartial, paint),
    '',
    todayText(report, paint),
  ].join('\n');
}

/** Whether all tokens of a model's are in its cost: a price may be new, or be none at all. */
function hasWholeCost(row: AiFigures & { readonly model: string }, { price }: AiTerms): boolean {
  const known = price(row.model);
  if (row.unpricedTokens === 0) return true;
  return known?.input === 0 && known.output === 0;
}

function cellsOf(figures: AiFigures, terms: AiTerms, isPartial: boolean): readonly string[] {
  const { turns, tokensIn, tokensOut, toolCalls, unanswered, p50Ms, p95Ms } = figures;
  return [
    ...[turns, tokensIn, tokensOut].map((count) => NUMBERS.format(count)),
    costCell(figures, terms, isPartial),
    NUMBERS.format(toolCalls),
    share(unanswered, turns),
    ...[p50Ms, p95Ms].map(durationOf),
  ];
}

function costCell(
  { tokensIn, tokensOut, costMillionths, unpricedTokens }: AiFigures,
  { currency }: AiTerms,
  isPartial: boolean,
): string {
  if (tokensIn + tokensOut === 0) return '–';
  if (!isPartial || unpricedTokens === 0) return moneyOf(costMillionths, currency);
  return costMillionths === 0 ? 'no price' : `${moneyOf(costMillionths, currency)} *`;
}

function priceNotes(
  { unpriced, terms }: AiUseReport,
  isPartial: boolean,
  paint: Paint,
): readonly string[] {
  const [first] = unpriced;
  if (first !== undefined) {
    const names = unpriced.join(', ');
    const note = `No price is set for ${names}, so its tokens are in no sum of money. Name it in PARLEY_AI_PRICES, as ${first}=0.25/2: what a million tokens of questions and of answers cost, in ${terms.currency}. It counts from then on.`;
    return ['', paint.yellow(note)];
  }
  if (!isPartial) return [];
  return ['', paint.yellow('* Without tokens that were used before their model had a price.')];
}

/** How much of what a day may take is used, by the variables that bound it. */
function todayText({ today, terms }: AiUseReport, paint: Paint): string {
  const { all, mostOfOneAgent } = today;
  const money = (millionths: number): string => moneyOf(millionths, terms.currency);
  const count = (value: number): string => NUMBERS.format(Math.round(value));
  const of = (measure: AiMeasure, shown: (value: number) => string): string =>
    usedText(all[measure], terms.day[measure], shown);
  const rows = [
    ['tokens', of('tokens', count)],
    ['money', of('money', money)],
    ['tool calls', of('calls', count)],
    ['seconds of waiting', of('seconds', count)],
    ['tokens of one agent', usedText(mostOfOneAgent, terms.tokensPerAgent, count)],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const lines = rows.map(([name = '', text = '']) => `  ${name.padEnd(width)}  ${text}`);
  return `${[paint.bold('Used of what a day may take, in the last 24 hours'), ...lines].join('\n')}\n`;
}

function usedText(
  used: number,
  most: number | undefined,
  shown: (value: number) => string,
): string {
  if (most === undefined) return `${shown(used)}, without a bound (PARLEY_AI_BUDGET_DAY)`;
  return `${shown(used)} of ${shown(most)} (${most === 0 ? '–' : share(used, most)})`;
}

/** Texts to the left, numbers to the right; the first row is the heading. */
function table(
  rows: readonly (readonly string[])[],
  texts: number,
  paint: Paint,
): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, at) =>
        at < texts ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line, at) => (at === 0 ? paint.dim(line) : line));
}

/** Cents where they tell enough, else to the hundredth of one. */
function moneyOf(millionths: number, currency: string): string {
  const amount = millionths / MILLION;
  return `${currency} ${amount >= 1 || amount === 0 ? amount.toFixed(2) : amount.toFixed(4)}`;
}

function share(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  return `${percent === 0 || percent >= 10 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}

function durationOf(ms: number | undefined): string {
  if (ms === undefined) return '–';
  return ms < 1_000 ? `${String(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function minuteOf(date: Date): string {
  return date.toISOString().slice(0, 16).replace('T', ' ');
}
