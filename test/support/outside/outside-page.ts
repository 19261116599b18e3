import { type OutsideRow, OUTSIDERS } from './outside-row.ts';

const MOMENTS: Readonly<Record<OutsideRow['moment'], string>> = {
  before: 'before the request',
  'on the wire': 'on the wire',
  status: 'it answers with a status',
  answer: 'it answers 200',
};

/** The table of `docs/faults-of-others.md`, a line a row. */
export function outsideTable(rows: readonly OutsideRow[]): string {
  const head = ['When', 'What', 'Model', 'Rasa', 'Webhook', 'Connector, `safe`', '`once`'];
  const lines = rows.map(({ moment, what, ends }) => [
    ...[MOMENTS[moment], what],
    ...OUTSIDERS.map((each) => ends[each] ?? ''),
  ]);
  return [head, head.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}
