import type { ListedHandoff } from '#app/ports/reports.ts';
import type { HandoffList } from '#app/reports/read-reports.ts';

import { type Cell, csvLine } from './csv.ts';

type Item = Readonly<Record<string, string | number | null>>;

/** A report as a table: a line a group, and no line of totals, which a sum would count twice. */
export function* reportTable(
  items: readonly (object & { readonly key: string })[],
  total: object,
): Generator<string> {
  const columns = ['key', 'name', ...Object.keys(total)];
  yield csvLine(columns);
  for (const item of items) {
    const cells = item as unknown as Item;
    yield csvLine(columns.map((column) => cells[column] ?? undefined));
  }
}

const COLUMNS: readonly (readonly [name: string, of: (row: Named) => Cell])[] = [
  ['conversation_id', ({ row }) => row.conversationId],
  ['handoff', ({ row }) => row.seq],
  ['requested_at', ({ row }) => moment(row.requestedMs)],
  ['queue', ({ row }) => row.queue],
  ['step', ({ row }) => row.step],
  ['topic', ({ row }) => row.topic],
  ['reason', ({ row }) => row.reason],
  ['priority', ({ row }) => row.priority],
  ['language', ({ row }) => row.locale],
  ['agent', ({ row }) => row.agent],
  ['agent_name', ({ name }) => name],
  ['taken_at', ({ row }) => moment(row.takenMs)],
  ['answered_at', ({ row }) => moment(row.answeredMs)],
  ['ended_at', ({ row }) => moment(row.endedMs)],
  ['ended_how', ({ row }) => row.endedHow],
  ['wrap_up_code', ({ row }) => row.code],
  ['transfers', ({ row }) => row.transfers],
  ['promised', ({ row }) => row.promised],
  ['broken', ({ row }) => row.breached.join(' ')],
  ['csat', ({ row }) => row.csat],
];

interface Named {
  readonly row: ListedHandoff;
  readonly name: string | undefined;
}

/** Every handoff on a line of its own, a page at a time; times are UTC. */
export async function* listTable({ pages, names }: HandoffList): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for await (const page of pages) {
    const lines = page.map((row) => {
      const named = { row, name: row.agent === undefined ? undefined : names.get(row.agent) };
      return csvLine(COLUMNS.map(([, of]) => of(named)));
    });
    yield lines.join('');
  }
}

function moment(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
