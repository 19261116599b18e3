import { type Finding, type Level, verdictOf } from '#core/doctor/finding.ts';

import type { Paint } from '../paint.ts';
import type { Report } from '../report.ts';

/** What doctor found, under a heading for each thing, and what it comes to. */
export function doctorReport(findings: readonly Finding[]): Report {
  const verdict = verdictOf(findings);
  return {
    fine: verdict === 'green' ? true : verdict === 'red' ? false : 'unseen',
    json: { verdict, counts: countsOf(findings), findings },
    text: (paint) => `${sections(findings, paint)}\n\n${summary(findings, paint)}\n`,
  };
}

const MARKS: Readonly<Record<Level, string>> = { green: '✓', red: '✗', asked: '?', unseen: '–' };

function sections(findings: readonly Finding[], paint: Paint): string {
  const headings = [...new Set(findings.map(({ about }) => about))];
  return headings
    .map((heading) => {
      const own = findings.filter(({ about }) => about === heading);
      return [paint.bold(printable(heading)), ...own.flatMap((one) => lines(one, paint))].join(
        '\n',
      );
    })
    .join('\n\n');
}

function lines({ level, says, cure, code }: Finding, paint: Paint): readonly string[] {
  const colour = { green: paint.green, red: paint.red, asked: paint.yellow, unseen: paint.cyan };
  const first = `  ${colour[level](MARKS[level])} ${printable(says)}`;
  if (cure === undefined) return [first];
  return [first, `      ${printable(cure)}  ${paint.dim(`[${code}]`)}`];
}

function summary(findings: readonly Finding[], paint: Paint): string {
  const { red, green, asked, unseen } = countsOf(findings);
  const parts = [
    ...(red > 0 ? [paint.red(`${String(red)} red`)] : []),
    paint.green(`${String(green)} green`),
    ...(unseen > 0 ? [paint.cyan(`${String(unseen)} could not be looked at`)] : []),
    ...(asked > 0 ? [paint.yellow(`${String(asked)} to look at yourself`)] : []),
  ];
  return paint.bold(parts.join(', '));
}

function countsOf(findings: readonly Finding[]): Readonly<Record<Level, number>> {
  const count = (wanted: Level): number => findings.filter(({ level }) => level === wanted).length;
  return {
    red: count('red'),
    green: count('green'),
    asked: count('asked'),
    unseen: count('unseen'),
  };
}

/** Names come from Braze: nothing in them moves the terminal's cursor or hides text. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
