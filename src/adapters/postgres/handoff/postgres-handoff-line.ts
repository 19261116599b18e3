import type pg from 'pg';

import {
  HandoffLine,
  type MergedHandoff,
  type OpenHandoff,
  type PlaceInLine,
  type SlaRow,
} from '#app/ports/handoff-line.ts';
import type { HandoffPriority, SlaClock } from '#core/handoff/desk-event.ts';
import type { HoldState } from '#core/handoff/hold-state.ts';
import type { FreeAgent, Match, Waiting } from '#core/handoff/matching.ts';

import { inTransaction } from '../in-transaction.ts';
import { rowsOf } from '../rows-of.ts';
import { type AgentRow, freeAgentOf } from './agent-row.ts';
import { GIVEN, LOCK_PRESENT, PRESENT, RESERVE } from './agent-statements.ts';
import {
  ASKING,
  HEADS,
  MERGED,
  NOW,
  OPEN_OF,
  PLACES,
  SLA_BROKEN,
  SLA_STALE,
  TAKE_TURN,
  WRITE_SLA,
} from './line-statements.ts';

interface OpenRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly queue: string;
  readonly rank: number;
  readonly state: HoldState;
  readonly skills: readonly string[];
  readonly locale: string;
  readonly passed: readonly string[];
  readonly breached: readonly string[];
  readonly taken_by: string | null;
  readonly offered_to: string | null;
  readonly since_ms: number;
  readonly answered_ms: number | null;
  readonly unanswered_ms: number | null;
}

interface MergedRow {
  readonly conversation_id: string;
  readonly merged_into: string;
  readonly queue: string;
  readonly priority: HandoffPriority;
  readonly reason: string;
  readonly skills: readonly string[];
  readonly taken_by: string | null;
  readonly since_ms: number;
}

interface PlaceRow {
  readonly conversation_id: string;
  readonly queue: string;
  readonly position: number;
  readonly typical_ms: number | null;
}

interface BrokenRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly queue: string;
  readonly sla_clock: SlaClock;
  readonly due_ms: number;
}

/** Who waits, from the rows that conversations write of themselves. */
export class PostgresHandoffLine extends HandoffLine {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async open(conversationId: string): Promise<OpenHandoff | undefined> {
    const [row] = await this.rows<OpenRow>(OPEN_OF, [conversationId]);
    return row === undefined ? undefined : openOf(row);
  }

  override giveOut(
    match: (
      waiting: readonly Waiting[],
      agents: readonly FreeAgent[],
      nowMs: number,
    ) => readonly Match[],
  ): Promise<readonly Match[]> {
    return inTransaction(this.pool, async (client) => {
      const turn = await client.query(TAKE_TURN);
      if (turn.rowCount === 0) return [];
      const locked = await client.query(LOCK_PRESENT);
      if (locked.rowCount === 0) return [];

      // Counted after the lock: nobody gives these agents anything meanwhile.
      const agents = (await client.query<AgentRow>(PRESENT)).rows.map(freeAgentOf);
      const queues = [...new Set(agents.flatMap((agent) => agent.queues))];
      const waiting = (await client.query<OpenRow>(HEADS, [queues])).rows.map(openOf);
      if (waiting.length === 0) return [];

      const [now] = (await client.query<{ readonly now_ms: number }>(NOW)).rows;
      const matches = match(waiting, agents, now?.now_ms ?? 0);
      if (matches.length === 0) return [];
      const given = matches.map(({ agent }) => agent);
      await client.query(RESERVE, [given, matches.map(({ conversationId }) => conversationId)]);
      await client.query(GIVEN, [[...new Set(given)]]);
      return matches;
    });
  }

  override async asking(limit: number): Promise<readonly Waiting[]> {
    return (await this.rows<OpenRow>(ASKING, [limit])).map(openOf);
  }

  override async present(): Promise<readonly FreeAgent[]> {
    return (await this.rows<AgentRow>(PRESENT, [])).map(freeAgentOf);
  }

  override async places(conversationIds: readonly string[]): Promise<readonly PlaceInLine[]> {
    const rows = await this.rows<PlaceRow>(PLACES, [conversationIds]);
    return rows.map(({ conversation_id: conversationId, queue, position, typical_ms }) => ({
      ...{ conversationId, queue, position, typicalMs: typical_ms ?? undefined },
    }));
  }

  override async merged(limit: number, conversationId?: string): Promise<readonly MergedHandoff[]> {
    const rows = await this.rows<MergedRow>(MERGED, [limit, conversationId ?? null]);
    return rows.map(({ conversation_id, merged_into: into, since_ms, taken_by, ...row }) => ({
      ...{ conversationId: conversation_id, into, sinceMs: since_ms, agent: taken_by ?? undefined },
      ...row,
    }));
  }

  override async slaStale(limit: number): Promise<readonly OpenHandoff[]> {
    return (await this.rows<OpenRow>(SLA_STALE, [limit])).map(openOf);
  }

  override async writeSla(rows: readonly SlaRow[]): Promise<void> {
    await this.rows(WRITE_SLA, [
      rows.map(({ conversationId }) => conversationId),
      rows.map(({ handoff }) => handoff),
      rows.map(({ clock }) => clock ?? null),
      rows.map(({ dueMs }) => (dueMs === undefined ? null : new Date(dueMs))),
    ]);
  }

  override async slaBroken(
    limit: number,
  ): Promise<readonly (SlaRow & { readonly queue: string; readonly clock: SlaClock })[]> {
    const rows = await this.rows<BrokenRow>(SLA_BROKEN, [limit]);
    return rows.map(({ conversation_id: conversationId, seq, queue, sla_clock, due_ms }) => ({
      ...{ conversationId, handoff: seq, queue, clock: sla_clock, dueMs: due_ms },
    }));
  }

  private rows<Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { text: sql, values });
  }
}

function openOf(row: OpenRow): OpenHandoff {
  const { conversation_id: conversationId, seq: handoff, queue, rank, state, skills } = row;
  return {
    ...{ conversationId, handoff, queue, rank, state, skills },
    ...{ locale: row.locale, passed: row.passed, breached: row.breached, sinceMs: row.since_ms },
    agent: row.taken_by ?? undefined,
    offeredTo: row.offered_to ?? undefined,
    answeredMs: row.answered_ms ?? undefined,
    unansweredMs: row.unanswered_ms ?? undefined,
  };
}
