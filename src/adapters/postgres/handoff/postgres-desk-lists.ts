import type pg from 'pg';

import {
  type DeskCursor,
  type DeskFilter,
  DeskLists,
  type DeskNote,
  type DeskPage,
  type DeskRow,
  type QueueCount,
} from '#app/ports/desk-lists.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';
import type { HoldState } from '#core/handoff/hold-state.ts';

import { rowsOf } from '../rows-of.ts';
import { COUNTS, NOTES, pageStatement } from './list-statements.ts';

const MOST_ROWS = 200;

interface ListRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly queue: string;
  readonly priority: 'normal' | 'high';
  readonly rank: number;
  readonly state: HoldState;
  readonly reason: string;
  readonly step: string;
  readonly topic: string | null;
  readonly locale: string;
  readonly taken_by: string | null;
  readonly offered_to: string | null;
  readonly unread: number;
  readonly breached: readonly string[];
  readonly sla_clock: string | null;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
  readonly since_ms: number;
  readonly taken_ms: number | null;
  readonly offer_ends_ms: number | null;
  readonly unanswered_ms: number | null;
  readonly lets_go_ms: number | null;
  readonly sla_due_ms: number | null;
  readonly window_ends_ms: number | null;
}

/** Pages by place in line: the next begins where the last row stood, however many have left since. */
export class PostgresDeskLists extends DeskLists {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async page(filter: DeskFilter, limit: number, after?: DeskCursor): Promise<DeskPage> {
    const size = Math.min(Math.max(limit, 1), MOST_ROWS);
    const { text, values } = pageStatement(filter, size, after);
    const found = await this.rows<ListRow>(text, values);
    const rows = found.slice(0, size).map(deskRowOf);
    const last = rows.at(-1);
    if (found.length <= size || last === undefined) return { rows, next: undefined };

    const { rank, sinceMs, conversationId } = last;
    return { rows, next: { rank, sinceMs, conversationId } };
  }

  override async counts(queues?: readonly string[]): Promise<readonly QueueCount[]> {
    const rows = await this.rows<{
      readonly queue: string;
      readonly waiting: number;
      readonly held: number;
      readonly unread: number;
      readonly oldest_ms: number | null;
    }>(COUNTS, [queues ?? null]);
    return rows.map(({ oldest_ms: oldestMs, ...row }) => ({
      ...row,
      oldestMs: oldestMs ?? undefined,
    }));
  }

  override async notes(conversationId: string): Promise<readonly DeskNote[]> {
    const rows = await this.rows<{
      readonly seq: number;
      readonly by: string;
      readonly text: string;
      readonly at_ms: number;
    }>(NOTES, [conversationId]);
    return rows.map(({ at_ms: atMs, ...row }) => ({ ...row, atMs }));
  }

  private rows<Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { text: sql, values });
  }
}

function deskRowOf(row: ListRow): DeskRow {
  const { conversation_id: conversationId, seq: handoff, queue, priority, rank, state } = row;
  return {
    ...{ conversationId, handoff, queue, priority, rank, state },
    ...{ reason: row.reason, step: row.step, locale: row.locale, breached: row.breached },
    ...{ unread: row.unread, sinceMs: row.since_ms },
    topic: row.topic ?? undefined,
    recipient: { kind: row.recipient_kind, value: row.recipient_value },
    agent: row.taken_by ?? undefined,
    takenMs: row.taken_ms ?? undefined,
    offeredTo: row.offered_to ?? undefined,
    offerEndsMs: row.offer_ends_ms ?? undefined,
    unansweredMs: row.unanswered_ms ?? undefined,
    windowEndsMs: row.window_ends_ms ?? undefined,
    letsGoMs: row.lets_go_ms ?? undefined,
    slaClock: row.sla_clock ?? undefined,
    slaDueMs: row.sla_due_ms ?? undefined,
  };
}
