import type pg from 'pg';

import {
  type ChatsAsked,
  type HandoffsAsked,
  type ListedHandoff,
  Reports,
} from '#app/ports/reports.ts';
import type { ChatFigures, HandoffFigures, Report } from '#core/reports/figures.ts';

import { inTransaction } from '../in-transaction.ts';
import { chatReport } from './chat-report-statement.ts';
import {
  type Bound,
  handoffNumbers,
  handoffsIn,
  handoffTimes,
  type ReportStatement,
} from './handoff-report-statement.ts';
import {
  chatFigures,
  type ChatGroupRow,
  handoffFigures,
  type HandoffNumbersRow,
  type HandoffTimesRow,
  listedOf,
  type ListedRow,
  reportOf,
  withTimes,
} from './report-rows.ts';
import { Turns } from './turns.ts';

/**
 * A month's sums need room for their sorts and no compiling, which costs more than it saves; and
 * whoever asks for too much is told so before the next one waits for long.
 */
const SETTINGS = `
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
  SET LOCAL statement_timeout = '10s';
  SET LOCAL work_mem = '64MB';
  SET LOCAL jit = off`;
/** Of more, times are measured on a part: sorting them all would take seconds. */
const MOST_MEASURED = 100_000;
const PAGE = 5000;
/** Of the pool's connections: questions wait for each other, and nobody else for them. */
const AT_ONCE = 2;
const COLUMNS = `
  h.conversation_id, h.seq, h.queue, h.taken_by, h.step, h.reason, h.topic, h.priority, h.locale,
  h.requested_at, h.taken_at, h.answered_at, h.ended_at, h.ended_how, h.wrap_up_code, h.transfers,
  h.promised, h.breached, h.csat`;

/** Sums of the rows themselves, as they are now: nothing is added up in advance. */
export class PostgresReports extends Reports {
  private readonly turns = new Turns(AT_ONCE);

  constructor(
    private readonly pool: pg.Pool,
    private readonly mostMeasured = MOST_MEASURED,
  ) {
    super();
  }

  override async handoffs(asked: HandoffsAsked): Promise<Report<HandoffFigures>> {
    return this.asking(async (ask) => {
      const numbers = handoffNumbers(asked);
      const rows = await ask<HandoffNumbersRow>(numbers);
      const all = rows.find(({ is_total: isTotal }) => isTotal === 1)?.handoffs ?? 0;
      const sampled = Math.max(1, Math.ceil(all / this.mostMeasured));
      const times = await ask<HandoffTimesRow>(handoffTimes(asked, sampled));
      const figured = withTimes(rows, times);
      return { ...reportOf(figured, numbers.periods, handoffFigures), sampled };
    });
  }

  override async chats(asked: ChatsAsked): Promise<Report<ChatFigures>> {
    return this.asking(async (ask) => {
      const statement = chatReport(asked);
      const rows = await ask<ChatGroupRow>(statement);
      return { ...reportOf(rows, statement.periods, chatFigures), sampled: 1 };
    });
  }

  /** Page by page, each by itself: nobody's slow download keeps a transaction open. */
  override async *listHandoffs({
    range,
    filter,
    scope,
  }: Omit<HandoffsAsked, 'by'>): AsyncIterable<readonly ListedHandoff[]> {
    let after: ListedHandoff | undefined;
    for (;;) {
      const values: unknown[] = [];
      const bound: Bound = (value) => `$${String(values.push(value))}`;
      const where = [handoffsIn(range, filter, scope, bound), afterRow(after, bound)].join(' AND ');
      const text = `SELECT ${COLUMNS} FROM handoff h WHERE ${where}
        ORDER BY h.requested_at, h.conversation_id, h.seq LIMIT ${String(PAGE)}`;
      const rows = await this.asking((ask) => ask<ListedRow>({ text, values }));
      const page = rows.map(listedOf);
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      after = page.at(-1);
    }
  }

  private asking<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.turns.take(() =>
      inTransaction(this.pool, async (client) => {
        await client.query(SETTINGS);
        return work(async <Row extends pg.QueryResultRow>({ text, values }: Question) => {
          const { rows } = await client.query<Row>(text, [...values]);
          return rows;
        });
      }),
    );
  }
}

type Question = Pick<ReportStatement, 'text' | 'values'>;
type Ask = <Row extends pg.QueryResultRow>(question: Question) => Promise<readonly Row[]>;

function afterRow(after: ListedHandoff | undefined, bound: Bound): string {
  if (after === undefined) return 'true';
  const { requestedMs, conversationId, seq } = after;
  const place = `${bound(new Date(requestedMs))}::timestamptz, ${bound(conversationId)}::uuid, ${bound(seq)}::int`;
  return `(h.requested_at, h.conversation_id, h.seq) > (${place})`;
}
