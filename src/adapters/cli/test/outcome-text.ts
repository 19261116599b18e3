import type { ChatFailure, ChatOutcome, TranscriptLine } from '#core/chat/chat-outcome.ts';
import { formatProblem } from '#core/flow/problem.ts';

import { counted } from '../counted.ts';
import type { Paint } from '../paint.ts';

const MOST_LINES = 12;

/** A line a file, and what is wrong with the chats that fail. */
export function outcomesText(
  outcomes: readonly ChatOutcome[],
  folder: string,
  paint: Paint,
): string {
  const files = [...new Set(outcomes.map(({ file }) => file))];
  return files
    .map((file) =>
      fileText(
        outcomes.filter((outcome) => outcome.file === file),
        folder,
        paint,
      ),
    )
    .join('\n');
}

function fileText(outcomes: readonly ChatOutcome[], folder: string, paint: Paint): string {
  const [first] = outcomes;
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const sign = failed.length === 0 ? paint.green('✓') : paint.red('✗');
  const count = failed.length === 0 ? '' : `, ${String(failed.length)} failed`;
  const head = `${sign} ${folder}/${first?.file ?? ''} ${paint.dim(counted(outcomes.length, 'chat') + count)}`;
  return [head, ...failed.map((outcome) => failureText(outcome, folder, paint))].join('\n');
}

function failureText(
  { title, locale, failure }: ChatOutcome,
  folder: string,
  paint: Paint,
): string {
  if (failure === undefined) return '';
  const name = locale === undefined ? title : `${title} (${locale})`;
  const problem = formatProblem(failure.problem, folder, paint);
  return `\n${paint.bold(name)}\n${problem}\n${soFar(failure, paint)}\n`;
}

/** The end of the chat up to the line that does not hold. */
export function soFar({ transcript }: ChatFailure, paint: Paint): string {
  const shown = transcript.slice(-MOST_LINES);
  const left = transcript.length - shown.length;
  return [
    paint.dim(
      left > 0 ? `  The chat so far, after ${counted(left, 'line')}:` : '  The chat so far:',
    ),
    ...shown.map((line) => `    ${transcriptText(line, paint)}`),
  ].join('\n');
}

export function transcriptText({ who, text }: TranscriptLine, paint: Paint): string {
  const name = `${who}:`.padEnd(10);
  const words = text.replaceAll('\n', `\n${' '.repeat(15)}`);
  if (who === 'customer') return `${paint.cyan(name)}${words}`;
  return who === 'bot' || who === 'agent' ? `${paint.bold(name)}${words}` : paint.dim(name + words);
}
