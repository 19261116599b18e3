import type { CoverageReport, FlowCoverage, Share } from '#core/chat/coverage.ts';
import { COVERAGE_KINDS, type CoverageItem } from '#core/chat/coverage-item.ts';

import type { Paint } from '../paint.ts';

const MOST_MISSING = 12;

/** How much of each flow the chats try, and the first places that they leave out. */
export function coverageText(report: CoverageReport, folder: string, paint: Paint): string {
  const whole: FlowCoverage = { flow: 'all', shares: report.whole };
  const rows = [...report.flows, whole].map(({ flow, shares }) => [
    flow,
    ...COVERAGE_KINDS.map((kind) => shown(shares[kind])),
  ]);
  const table = columns([['', ...COVERAGE_KINDS], ...rows]);
  const [head = '', ...lines] = table;
  const last = lines.pop() ?? '';
  return [
    ...[paint.dim(head), ...lines, paint.bold(last)],
    ...missingLines(report.missing, folder, paint),
  ].join('\n');
}

function shown({ touched, all }: Share): string {
  return all === 0 ? '–' : `${String(touched)}/${String(all)}`;
}

/** Each column as wide as its longest cell. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function missingLines(missing: readonly CoverageItem[], folder: string, paint: Paint): string[] {
  if (missing.length === 0) return [];
  const shownItems = missing.slice(0, MOST_MISSING).map(({ file, line, kind, label }) => {
    const what = kind === 'steps' ? `step ${label}` : label;
    return `  ${paint.cyan(`${folder}/${file}:${String(line)}`)} ${what}`;
  });
  const more = missing.length - shownItems.length;
  return [
    '',
    'Not tried yet:',
    ...shownItems,
    ...(more > 0 ? [paint.dim(`  and ${String(more)} more (--json shows all)`)] : []),
  ];
}
