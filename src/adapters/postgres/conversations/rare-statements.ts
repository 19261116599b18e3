import type { CallRow, Changes } from '#app/ports/conversation-store.ts';

import { int4Array, textArray, timestamptzArray, uuidArray } from '../binary-arrays.ts';

/** A statement ready to run. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The bot falls silent: what it has not said yet is cancelled, but for the words that belong to
 * the change of owner itself (DESIGN, section 5, rule 9). What is on the wire goes on. Lane by lane
 * for the sake of plans that are kept from when the table was small, as in all that look replies up.
 */
const FENCE = `
  WITH unsent AS (
    SELECT r.conversation_id, r.seq, r.idx, u.reason
    FROM (
      SELECT * FROM unnest($1::uuid[], $2::text[]) AS a (conversation_id, reason)
      ORDER BY conversation_id LIMIT cardinality($1::uuid[])) u
    CROSS JOIN LATERAL (
      SELECT r.* FROM reply r
      WHERE r.conversation_id = u.conversation_id AND r.settled_at IS NULL
        AND r.sender = 'bot' AND NOT r.survives_fence AND r.state IN ('pending', 'leased')
      ORDER BY r.conversation_id, r.seq, r.idx
      FOR NO KEY UPDATE OF r) r)
  UPDATE reply r
  SET state = 'cancelled', reason = unsent.reason, settled_at = parley_now(), leased_by = NULL
  FROM unsent
  WHERE (r.conversation_id, r.seq, r.idx) = (unsent.conversation_id, unsent.seq, unsent.idx)`;

const END_HANDOFFS = `
  UPDATE handoff SET ended_at = parley_now()
  WHERE conversation_id = ANY ($1::uuid[]) AND ended_at IS NULL`;

const TAKE_HANDOFFS = `
  UPDATE handoff h SET taken_by = u.by, taken_at = parley_now()
  FROM unnest($1::uuid[], $2::text[]) AS u (conversation_id, by)
  WHERE h.conversation_id = u.conversation_id AND h.ended_at IS NULL`;

const BEGIN_HANDOFFS = `
  INSERT INTO handoff (conversation_id, seq, queue, reason, priority, requested_at)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])`;

const ASK = `
  INSERT INTO call (conversation_id, seq, idx, epoch, target, request, policy, step, state, due_at,
                    expires_at)
  SELECT u.conversation_id, u.seq, u.idx, u.epoch, u.target, u.request::json, u.policy, u.step,
         'pending', u.at, u.expires_at
  FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[],
              $8::text[], $9::timestamptz[], $10::timestamptz[])
    AS u (conversation_id, seq, idx, epoch, target, request, policy, step, at, expires_at)`;

/** What few batches need besides the one statement, in the order in which it must run. */
export function rareStatements(changes: Changes): readonly Statement[] {
  const { fences, handoffsEnded, handoffsTaken, handoffs, calls } = changes;
  const statements: readonly (Statement & { readonly rows: number })[] = [
    {
      name: 'fence-bot',
      text: FENCE,
      rows: fences.length,
      values: [
        uuidArray(fences, ({ conversationId }) => conversationId),
        textArray(fences, ({ reason }) => reason),
      ],
    },
    {
      name: 'end-handoffs',
      text: END_HANDOFFS,
      rows: handoffsEnded.length,
      values: [uuidArray(handoffsEnded, (id) => id)],
    },
    {
      name: 'begin-handoffs',
      text: BEGIN_HANDOFFS,
      rows: handoffs.length,
      values: [
        uuidArray(handoffs, ({ conversationId }) => conversationId),
        int4Array(handoffs, ({ seq }) => seq),
        textArray(handoffs, ({ handoff }) => handoff.queue),
        textArray(handoffs, ({ handoff }) => handoff.reason),
        textArray(handoffs, ({ handoff }) => handoff.priority),
        timestamptzArray(handoffs, ({ atMs }) => atMs),
      ],
    },
    {
      name: 'take-handoffs',
      text: TAKE_HANDOFFS,
      rows: handoffsTaken.length,
      values: [
        uuidArray(handoffsTaken, ({ conversationId }) => conversationId),
        textArray(handoffsTaken, ({ by }) => by),
      ],
    },
    { name: 'ask', text: ASK, rows: calls.length, values: callColumns(calls) },
  ];
  return statements.filter(({ rows }) => rows > 0);
}

function callColumns(rows: readonly CallRow[]): readonly Buffer[] {
  return [
    uuidArray(rows, ({ conversationId }) => conversationId),
    int4Array(rows, ({ seq }) => seq),
    int4Array(rows, ({ idx }) => idx),
    int4Array(rows, ({ epoch }) => epoch),
    textArray(rows, ({ call }) => call.connector),
    textArray(rows, ({ call }) => JSON.stringify(call.input)),
    textArray(rows, ({ call }) => call.policy),
    textArray(rows, ({ call }) => call.step),
    timestamptzArray(rows, ({ atMs }) => atMs),
    timestamptzArray(rows, ({ atMs, call }) => atMs + call.timeoutMs),
  ];
}
