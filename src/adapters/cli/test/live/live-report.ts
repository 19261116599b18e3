import type { ModelUse } from '#app/ports/chat-model.ts';
import { formatProblem } from '#core/flow/problem.ts';

import { counted } from '../../counted.ts';
import type { Paint } from '../../paint.ts';
import type { Report } from '../../report.ts';
import { soFar, transcriptText } from '../outcome-text.ts';
import { costOf, type Price } from './price.ts';
import type { RunResult } from './run-live.ts';
import type { TriedLive } from './try-live.ts';

interface Tried {
  readonly chats: readonly TriedLive[];
  /** Chats that never ask the AI. */
  readonly withoutAi: number;
  readonly folder: string;
  readonly runs: number;
  readonly model: string;
  readonly judge: string;
}

interface Used extends ModelUse {
  /** Whether something was not asked for want of tokens. */
  readonly hasRunOut: boolean;
  readonly most: number;
}

type Broken = Extract<RunResult, { readonly kind: 'broken' }>;

/** What came of live runs, the chats in the order of their files whatever came first. */
export function liveReport(tried: Tried, used: Used, price: Price | undefined): Report {
  const { chats, withoutAi, ...rest } = tried;
  const { tokensIn, tokensOut, hasRunOut, most } = used;
  const dollars = price === undefined ? null : costOf(used, price);
  const counts = { held: sum(chats, 'held'), broken: sum(chats, 'broken') };
  const cost = { tokens_in: tokensIn, tokens_out: tokensOut, dollars };
  return {
    fine: fineOf(chats),
    json: {
      ...rest,
      ...{ ...counts, without_ai: withoutAi },
      ...{ ...cost, most, ran_out: hasRunOut },
      chats: chats.map(({ atLeast, ...chat }) => ({ ...chat, at_least: atLeast })),
    },
    text: (paint) =>
      chats.length === 0
        ? nothingAsks(tried)
        : [
            ...chats.map((chat) => chatText(chat, tried, paint)),
            '',
            summaryText(tried, counts, paint),
            costText(used, dollars),
            '',
          ].join('\n'),
  };
}

function fineOf(chats: readonly TriedLive[]): boolean | 'unseen' {
  if (chats.some(({ holds }) => holds === 'no')) return false;
  return chats.some(({ holds }) => holds === 'unseen') ? 'unseen' : true;
}

const SIGNS = { yes: '✓', no: '✗', unseen: '?' } as const;

function chatText(chat: TriedLive, { folder }: Tried, paint: Paint): string {
  const { file, line, title, locale, atLeast, holds, held, runs } = chat;
  const sign = holds === 'yes' ? paint.green(SIGNS.yes) : paint.red(SIGNS[holds]);
  const name = locale === undefined ? title : `${title} (${locale})`;
  const rate = `${String(held)}/${String(runs.length)} ${percent(held, runs.length)}`;
  const wanted = paint.dim(`at least ${percent(atLeast, 1)}`);
  const head = `${sign} ${folder}/${file}:${String(line)} ${name}  ${rate}  ${wanted}`;
  return [
    head,
    ...reasonsOf(chat).map((reason) => `    ${reason}`),
    ...example(chat, folder, paint),
  ].join('\n');
}

/** Why runs did not hold, each reason once with how often, the most frequent first. */
function reasonsOf({ runs }: TriedLive): readonly string[] {
  const counts = new Map<string, number>();
  for (const reason of runs.flatMap(reasonsOfRun)) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
    .map(([reason, times]) => `${String(times)}× ${reason}`);
}

function reasonsOfRun(run: RunResult): readonly string[] {
  switch (run.kind) {
    case 'held':
      return [];
    case 'none':
      return [`no result: ${run.reason}`];
    case 'broken':
      return run.failure === undefined
        ? run.rubric.filter(({ kept }) => !kept).map(({ line }) => `not kept: ${line}`)
        : [`${run.failure.problem.code} in line ${String(run.failure.problem.line)}`];
  }
}

/** The first run that did not hold, with all that was said in it. */
function example({ runs, holds }: TriedLive, folder: string, paint: Paint): readonly string[] {
  const broken = runs.find((run): run is Broken => run.kind === 'broken');
  if (broken === undefined || holds === 'yes') return [];
  const { failure, rubric, transcript } = broken;
  if (failure !== undefined) {
    return [formatProblem(failure.problem, folder, paint), soFar(failure, paint)];
  }
  return [
    ...rubric.filter(({ kept }) => !kept).map(({ line, why }) => `  ${line}: ${paint.red(why)}`),
    ...transcript.map((line) => `    ${transcriptText(line, paint)}`),
  ];
}

function summaryText(
  { chats, withoutAi, runs, model, judge }: Tried,
  { held }: { readonly held: number },
  paint: Paint,
): string {
  const all = chats.reduce((total, chat) => total + chat.runs.length, 0);
  const others =
    withoutAi === 0 ? '' : ` ${counted(withoutAi, 'chat')} without the AI: \`parley test\`.`;
  const rate = paint.bold(`${percent(held, all)} of ${counted(all, 'run')} held`);
  return `${rate}: ${counted(chats.length, 'chat')}, ${String(runs)} times each, with ${model}, judged by ${judge}.${others}`;
}

function costText({ tokensIn, tokensOut, hasRunOut, most }: Used, dollars: number | null): string {
  const cost = dollars === null ? 'for what they cost, --price' : `about $${dollars.toFixed(4)}`;
  const stopped = hasRunOut ? `\nStopped before --most ${String(most)} tokens were passed.` : '';
  return `${String(tokensIn)} tokens in, ${String(tokensOut)} out; ${cost}.${stopped}`;
}

function nothingAsks({ folder, withoutAi }: Tried): string {
  return `No chat in ${folder} comes to a step that asks the AI without saying itself what it answers (${counted(withoutAi, 'chat')} looked at).\n`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? '–' : String(Math.floor((part / whole) * 1_000 + 1e-6) / 10)} %`;
}

function sum(chats: readonly TriedLive[], of: 'held' | 'broken'): number {
  return chats.reduce((total, chat) => total + chat[of], 0);
}
