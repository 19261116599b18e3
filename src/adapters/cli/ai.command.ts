import { type Command, InvalidArgumentError } from 'commander';

import type { ReportAiUse } from '#app/ai/report-ai-use.ts';

import { aiUseJson } from './ai/ai-use-json.ts';
import { aiUseText } from './ai/ai-use-text.ts';
import { type ReportOptions, reports } from './report.ts';
import type { Terminal } from './terminal.ts';

interface AiCommandDeps extends Pick<Terminal, 'write' | 'hasColours'> {
  readonly open: () => Promise<{
    readonly reportAiUse: Pick<ReportAiUse, 'execute'>;
    close(): Promise<void>;
  }>;
}

interface AiOptions extends ReportOptions {
  readonly days: number;
}

const DAYS = 30;
/** Longer nothing is kept of questions to models. */
const MOST_DAYS = 90;

/** `ai`: what asking models costs, and how much of the day's budget is used. */
export function aiCommand(program: Command, deps: AiCommandDeps): void {
  const command = program
    .command('ai')
    .description('what asking models has cost, by purpose and by step, and what of the day is used')
    .option('--days <n>', `of so many days, ${String(MOST_DAYS)} at most`, daysOf, DAYS);
  reports<AiOptions>(command, deps, async ({ days }) => {
    const desk = await deps.open();
    try {
      const report = await desk.reportAiUse.execute(days);
      return { text: (paint) => aiUseText(report, paint), json: aiUseJson(report) };
    } finally {
      await desk.close();
    }
  });
}

function daysOf(given: string): number {
  const days = Number(given);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`Write a whole number from 1 to ${String(MOST_DAYS)}.`);
}
