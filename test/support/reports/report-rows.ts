import type pg from 'pg';

import type { PlainHandoff } from './recount.ts';

const INSERT = `
  INSERT INTO handoff (conversation_id, seq, queue, reason, priority, requested_at, taken_by,
                       taken_at, answered_at, ended_at, ended_how, wrap_up_code, step, locale,
                       transfers, promised, breached, csat)
  SELECT r.conversation_id, r.seq, r.queue, r.reason, 'normal', r.requested_at, r.taken_by,
         r.taken_at, r.answered_at, r.ended_at, r.ended_how, r.code, r.step, r.locale, r.transfers,
         r.promised, r.breached, r.csat
  FROM json_to_recordset($1) AS r (
    conversation_id uuid, seq int, queue text, reason text, requested_at timestamptz, taken_by text,
    taken_at timestamptz, answered_at timestamptz, ended_at timestamptz, ended_how text, code text,
    step text, locale text, transfers int, promised boolean, breached text[], csat real)`;

/** Writes handoffs as their conversations would have. */
export async function insertHandoffs(pool: pg.Pool, rows: readonly PlainHandoff[]): Promise<void> {
  const at = (ms: number | null): string | null =>
    ms === null ? null : new Date(ms).toISOString();
  const given = rows.map((row) => ({
    ...{ conversation_id: row.conversationId, seq: row.seq, queue: row.queue, reason: row.reason },
    ...{ requested_at: at(row.requestedMs), taken_by: row.agent, taken_at: at(row.takenMs) },
    ...{ answered_at: at(row.answeredMs), ended_at: at(row.endedMs), ended_how: row.endedHow },
    ...{ code: row.code, step: row.step, locale: row.locale, transfers: row.transfers },
    ...{ promised: row.promised, breached: row.breached, csat: row.csat },
  }));
  await pool.query(INSERT, [JSON.stringify(given)]);
}
