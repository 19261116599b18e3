import type pg from 'pg';

import {
  type AgentLook,
  BoardLooks,
  type FilterCount,
  type QueueLook,
  type Waits,
} from '#app/ports/board-looks.ts';
import type { DeskFilter } from '#app/ports/desk-lists.ts';

import { rowsOf } from '../rows-of.ts';
import type { AgentRow } from './agent-row.ts';
import { AGENTS, countStatement, LINES, NAMES, REACHED } from './board-statements.ts';

interface LineRow {
  readonly queue: string;
  readonly waiting: number;
  readonly offered: number;
  readonly held: number;
  readonly unanswered: number;
  readonly oldest_ms: number | null;
  readonly waits_ms: readonly number[] | null;
  readonly breached: number;
  readonly due_soon: number;
}

interface ReachedRow {
  readonly queue: string;
  readonly count: number;
  readonly waits_ms: readonly number[];
}

interface AgentLookRow extends Omit<AgentRow, 'load' | 'given_ms'> {
  readonly is_there: boolean;
  readonly seen_ms: number;
  readonly held: number;
  readonly offered: number;
  readonly unanswered: number;
  readonly unanswered_since_ms: number | null;
}

interface CountRow {
  readonly conversations: number;
  readonly waiting: number;
  readonly offered: number;
  readonly held: number;
  readonly agents: number;
  readonly window_over: number;
  readonly at_ms: number;
}

/** Sums over what is open, which partial indexes hold: what has ended costs nothing. */
export class PostgresBoardLooks extends BoardLooks {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async lines(
    queues: readonly string[] | undefined,
    soonMs: number,
  ): Promise<readonly QueueLook[]> {
    const [open, reached] = await Promise.all([
      this.rows<LineRow>(LINES, [queues ?? null, soonMs]),
      this.rows<ReachedRow>(REACHED, [queues ?? null]),
    ]);
    const lines = new Map(open.map((row) => [row.queue, row]));
    const lately = new Map(reached.map((row) => [row.queue, row]));
    const names = [...new Set([...lines.keys(), ...lately.keys()])];
    return names.map((name) => lookOf(lines.get(name) ?? nobodyIn(name), lately.get(name)));
  }

  override async agents(queues: readonly string[] | undefined): Promise<readonly AgentLook[]> {
    return (await this.rows<AgentLookRow>(AGENTS, [queues ?? null])).map(agentLookOf);
  }

  override async count(filter: DeskFilter): Promise<FilterCount> {
    const { text, values } = countStatement(filter);
    const [row] = await this.rows<CountRow>(text, values);
    if (row === undefined) throw new Error('a count is always answered');
    const { window_over: windowOver, at_ms: atMs, ...counts } = row;
    return { ...counts, windowOver, atMs };
  }

  override async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.rows<{ readonly id: string; readonly name: string }>(NAMES, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private rows<Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { text: sql, values });
  }
}

function nobodyIn(queue: string): LineRow {
  return {
    ...{ queue, waiting: 0, offered: 0, held: 0, unanswered: 0, breached: 0, due_soon: 0 },
    ...{ oldest_ms: null, waits_ms: null },
  };
}

function lookOf(line: LineRow, reached: ReachedRow | undefined): QueueLook {
  const { queue, waiting, offered, held, unanswered, breached, due_soon: dueSoon } = line;
  const lately = waitsOf(reached?.waits_ms);
  return {
    ...{ queue, waiting, offered, held, unanswered, breached, dueSoon },
    oldestMs: line.oldest_ms ?? undefined,
    waitsNow: waitsOf(line.waits_ms),
    waitedLately: lately && { ...lately, count: reached?.count ?? 0 },
  };
}

function waitsOf(found: readonly number[] | null | undefined): Waits | undefined {
  const [p50Ms, p90Ms] = found ?? [];
  return p50Ms === undefined || p90Ms === undefined ? undefined : { p50Ms, p90Ms };
}

function agentLookOf(row: AgentLookRow): AgentLook {
  const { id, name, presence, queues, skills, languages, capacity, held, offered } = row;
  return {
    ...{ id, name, presence, queues, skills, languages, held, offered },
    capacity: capacity ?? undefined,
    assigned: row.assigned_queues ?? undefined,
    isThere: row.is_there,
    seenMs: row.seen_ms,
    unanswered: row.unanswered,
    unansweredSinceMs: row.unanswered_since_ms ?? undefined,
  };
}
