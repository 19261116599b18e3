import type pg from 'pg';

import {
  type Abandoned,
  AgentBook,
  type AgentCard,
  type AgentChanges,
  type AgentState,
  type Presence,
} from '#app/ports/agent-book.ts';

import { inTransaction } from '../in-transaction.ts';
import { translated } from '../postgres-errors.ts';
import { rowsOf } from '../rows-of.ts';
import { type AgentRow, agentStateOf } from './agent-row.ts';
import {
  ABANDONED,
  AUDIT_CHANGE,
  BEAT,
  CHANGE,
  FIND,
  FORGET_RESERVATIONS,
  LIST,
  LOCK_ONE,
  PUT,
  RELEASE,
  RESERVE_ONE,
  SET_PRESENCE,
  SIGN_OFF_SILENT,
} from './agent-statements.ts';

/** Agents as rows; nothing else is locked while one of them is (DESIGN, section 5, rule 10). */
export class PostgresAgentBook extends AgentBook {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async put(agent: AgentCard): Promise<void> {
    const { id, name, queues, skills, languages, capacity } = agent;
    await this.rows(PUT, [id, name, queues, skills, languages, capacity ?? null]);
  }

  override change(id: string, changes: AgentChanges, by: string): Promise<boolean> {
    const { presence, work, skills, languages, capacity } = changes;
    const values = [
      ...[id, presence ?? null, work !== undefined, work?.queues ?? null, work?.assigned ?? null],
      ...[skills ?? null, languages ?? null, capacity !== undefined, capacity ?? null],
    ];
    return inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(CHANGE, values);
      if (rowCount === 0) return false;
      await client.query(AUDIT_CHANGE, [by, id, JSON.stringify(changes)]);
      return true;
    });
  }

  override async find(id: string): Promise<AgentState | undefined> {
    const [row] = await this.rows<AgentRow>(FIND, [id]);
    return row === undefined ? undefined : agentStateOf(row);
  }

  override async list(): Promise<readonly AgentState[]> {
    return (await this.rows<AgentRow>(LIST, [])).map(agentStateOf);
  }

  override setPresence(id: string, presence: Presence): Promise<boolean> {
    return this.changes(SET_PRESENCE, [id, presence]);
  }

  override beat(id: string): Promise<boolean> {
    return this.changes(BEAT, [id]);
  }

  override reserve(
    id: string,
    conversationId: string,
    capacity: number,
  ): Promise<'reserved' | 'full' | 'away' | 'unknown'> {
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<Pick<AgentRow, 'presence' | 'capacity'>>(LOCK_ONE, [id]);
      const [agent] = rows;
      if (agent === undefined) return 'unknown';
      if (agent.presence !== 'online') return 'away';

      const { rows: room } = await client.query<{ readonly is_free: boolean }>(RESERVE_ONE, [
        ...[id, conversationId, agent.capacity ?? capacity],
      ]);
      return room[0]?.is_free === true ? 'reserved' : 'full';
    });
  }

  override async release(id: string, conversationId: string): Promise<void> {
    await this.rows(RELEASE, [id, conversationId]);
  }

  override async abandoned(silentMs: number, limit: number): Promise<readonly Abandoned[]> {
    await this.rows(FORGET_RESERVATIONS, []);
    await this.rows(SIGN_OFF_SILENT, [silentMs]);
    const rows = await this.rows<{ conversation_id: string; agent: string }>(ABANDONED, [
      silentMs,
      limit,
    ]);
    return rows.map(({ conversation_id: conversationId, agent }) => ({ conversationId, agent }));
  }

  private rows<Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { text: sql, values });
  }

  private async changes(sql: string, values: unknown[]): Promise<boolean> {
    const { rowCount } = await this.pool.query(sql, values).catch((failure: unknown) => {
      throw translated(failure);
    });
    return (rowCount ?? 0) > 0;
  }
}
