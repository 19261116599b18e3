import type { FaultRow } from './fault-row.ts';

const MOMENTS: Readonly<Record<FaultRow['moment'], string>> = {
  before: 'before the request',
  'on the wire': 'on the wire',
  answer: 'Braze answers',
  afterwards: 'after its 201',
};

/** The table of `docs/braze/faults.md`, a line a row. */
export function faultsTable(rows: readonly FaultRow[]): string {
  const head = ['When', 'What', 'Calls', '`retry`', '`hold`', '`verify`', 'who is at fault'];
  const lines = rows.map(
    ({ moment, what, calls, ends: { retry, hold, verify, somebody = '' } }) => [
      ...[MOMENTS[moment], what, String(calls), retry, hold, verify, somebody],
    ],
  );
  return [head, head.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}
