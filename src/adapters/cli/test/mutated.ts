import { type MutationReport, mutationReport } from '#core/chat/mutation.ts';

import type { CliDeps } from '../cli-deps.ts';
import type { Paint } from '../paint.ts';
import type { Report } from '../report.ts';
import type { Tested } from './tested.ts';

/** Somebody waits; for a large bot the rest is left out, and said so. */
const LONGEST_MS = 60_000;
const MOST_SURVIVORS = 20;

/** Makes mistakes in the flows and says which of them the chats do not notice. */
export function mutated(
  { release, source, chats, answering }: Tested,
  folder: string,
  { now, progress }: Pick<CliDeps, 'now' | 'progress'>,
): Report {
  const endMs = now().getTime() + LONGEST_MS;
  const mutation = mutationReport(release, source, chats, {
    answering,
    isOver: () => now().getTime() >= endMs,
    progress: (done, all) => {
      progress(`mistakes tried: ${String(done)} of ${String(all)}`);
    },
  });
  progress('');
  return { json: { mutation }, text: (paint) => mutationText(mutation, folder, paint) };
}

function mutationText(
  { noticed, tried, all, survivors }: MutationReport,
  folder: string,
  paint: Paint,
): string {
  const share = tried === 0 ? 100 : Math.round((noticed / tried) * 100);
  const bounded =
    tried < all
      ? paint.yellow(` (the time was over: ${String(all - tried)} more were not tried)`)
      : '';
  const shown = survivors
    .slice(0, MOST_SURVIVORS)
    .map(({ file, line, step, change, isVisited }) => {
      const unvisited = isVisited ? '' : paint.dim(' (no chat comes by)');
      return `  ${paint.cyan(`${folder}/${file}:${String(line)}`)} ${step} ${change}${unvisited}`;
    });
  const more = survivors.length - shown.length;
  return [
    `The chats notice ${paint.bold(`${String(noticed)} of ${String(tried)}`)} mistakes, ${String(share)} %${bounded}.`,
    ...(survivors.length === 0 ? [] : ['They would not notice that the bot', ...shown]),
    ...(more > 0 ? [paint.dim(`  and ${String(more)} more (--json shows all)`)] : []),
    '',
  ].join('\n');
}
