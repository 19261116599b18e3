import type { CallRow, Changes } from '#app/ports/conversation-store.ts';

import { boolArray, int4Array, textArray, timestamptzArray, uuidArray } from '../binary-arrays.ts';
import { handoffStatements } from './handoff-statements.ts';
import { noticeStatement } from './notice-statement.ts';
import type { CountedStatement, Statement } from './statement.ts';

/**
 * The bot falls silent: what it has not said yet is cancelled, but for the words that belong to
 * the change of owner itself (DESIGN, section 5, rule 9). Who has opted out hears nothing but the
 * opt-out's own words, from agents neither. What is on the wire goes on. Lane by lane
 * for the sake of plans that are kept from when the table was small, as in all that look replies up.
 */
const FENCE = `
  WITH unsent AS (
    SELECT r.conversation_id, r.seq, r.idx, u.reason
    FROM (
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::bool[])
        AS a (conversation_id, reason, opted_out)
      ORDER BY conversation_id LIMIT cardinality($1::uuid[])) u
    CROSS JOIN LATERAL (
      SELECT r.* FROM reply r
      WHERE r.conversation_id = u.conversation_id AND r.settled_at IS NULL
        AND ((r.sender = 'bot' AND NOT r.survives_fence) OR (u.opted_out AND r.sender <> 'system'))
        AND r.state IN ('pending', 'leased')
      ORDER BY r.conversation_id, r.seq, r.idx
      FOR NO KEY UPDATE OF r) r)
  UPDATE reply r
  SET state = 'cancelled', reason = unsent.reason, settled_at = parley_now(), leased_by = NULL
  FROM unsent
  WHERE (r.conversation_id, r.seq, r.idx) = (unsent.conversation_id, unsent.seq, unsent.idx)`;

/** Once the customer writes again, what some steps said before is not worth saying any more. */
const VOID = `
  WITH unsent AS (
    SELECT r.conversation_id, r.seq, r.idx
    FROM (
      SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[]) AS a (conversation_id, seq, steps)
      ORDER BY conversation_id LIMIT cardinality($1::uuid[])) u
    CROSS JOIN LATERAL (
      SELECT r.* FROM reply r
      WHERE r.conversation_id = u.conversation_id AND r.settled_at IS NULL AND r.seq < u.seq
        AND r.sender = 'bot' AND r.step = ANY (string_to_array(u.steps, E'\n'))
        AND r.state IN ('pending', 'leased')
      ORDER BY r.conversation_id, r.seq, r.idx
      FOR NO KEY UPDATE OF r) r)
  UPDATE reply r
  SET state = 'cancelled', reason = 'The customer wrote again before it could leave',
      settled_at = parley_now(), leased_by = NULL
  FROM unsent
  WHERE (r.conversation_id, r.seq, r.idx) = (unsent.conversation_id, unsent.seq, unsent.idx)`;

/** From before machines remembered: whoever has left people stands in no list any more. */
const END_HANDOFFS = `
  UPDATE handoff SET ended_at = parley_now(), ended_how = 'returned'
  WHERE conversation_id = ANY ($1::uuid[]) AND ended_at IS NULL`;

const ASK = `
  INSERT INTO call (conversation_id, seq, idx, epoch, target, request, policy, step, state, due_at,
                    expires_at)
  SELECT u.conversation_id, u.seq, u.idx, u.epoch, u.target, u.request::json, u.policy, u.step,
         'pending', u.at, u.expires_at
  FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[],
              $8::text[], $9::timestamptz[], $10::timestamptz[])
    AS u (conversation_id, seq, idx, epoch, target, request, policy, step, at, expires_at)`;

const LOOK_FOR = `
  INSERT INTO attribute_fetch (conversation_id, attributes, due_at)
  SELECT u.conversation_id, string_to_array(u.attributes, E'\n'), u.at
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS u (conversation_id, attributes, at)
  ON CONFLICT (conversation_id) DO UPDATE
  SET attributes = excluded.attributes, due_at = excluded.due_at, attempt = 0`;

/** Its name is nobody's to guess. */
const TO_BE_KEPT = `
  INSERT INTO media (conversation_id, id, seq, idx, url, due_at, at)
  SELECT u.conversation_id, gen_random_uuid(), u.seq, u.idx, u.url, u.at, u.at
  FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::timestamptz[])
    AS u (conversation_id, seq, idx, url, at)`;

const BLOCK = `
  INSERT INTO block (conversation_id, seq, by, reason, at, until)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[],
                       $6::timestamptz[])
  ON CONFLICT (conversation_id) DO UPDATE
  SET seq = excluded.seq, by = excluded.by, reason = excluded.reason, at = excluded.at,
      until = excluded.until`;

const UNBLOCK = 'DELETE FROM block WHERE conversation_id = ANY ($1::uuid[])';

/** What few batches need besides the one statement, in the order in which it must run. */
export function rareStatements(changes: Changes): readonly Statement[] {
  const { fences, voids, handoffsEnded, calls, fetches, media } = changes;
  const statements: readonly CountedStatement[] = [
    {
      name: 'fence-bot',
      text: FENCE,
      rows: fences.length,
      values: [
        uuidArray(fences, ({ conversationId }) => conversationId),
        textArray(fences, ({ reason }) => reason),
        boolArray(fences, ({ optedOut }) => optedOut),
      ],
    },
    {
      name: 'void-unsent',
      text: VOID,
      rows: voids.length,
      values: [
        uuidArray(voids, ({ conversationId }) => conversationId),
        int4Array(voids, ({ seq }) => seq),
        textArray(voids, ({ steps }) => steps.join('\n')),
      ],
    },
    ...handoffStatements(changes),
    noticeStatement(changes.notices),
    {
      name: 'end-handoffs',
      text: END_HANDOFFS,
      rows: handoffsEnded.length,
      values: [uuidArray(handoffsEnded, (id) => id)],
    },
    ...blockStatements(changes),
    { name: 'ask', text: ASK, rows: calls.length, values: callColumns(calls) },
    {
      name: 'look-for',
      text: LOOK_FOR,
      rows: fetches.length,
      values: [
        uuidArray(fetches, ({ conversationId }) => conversationId),
        textArray(fetches, ({ attributes }) => attributes.join('\n')),
        timestamptzArray(fetches, ({ atMs }) => atMs),
      ],
    },
    {
      name: 'to-be-kept',
      text: TO_BE_KEPT,
      rows: media.length,
      values: [
        uuidArray(media, ({ conversationId }) => conversationId),
        int4Array(media, ({ seq }) => seq),
        int4Array(media, ({ idx }) => idx),
        textArray(media, ({ url }) => url),
        timestamptzArray(media, ({ atMs }) => atMs),
      ],
    },
  ];
  return statements.filter(({ rows }) => rows > 0);
}

function blockStatements({ blocked, unblocked }: Changes): readonly CountedStatement[] {
  const columns = [
    uuidArray(blocked, ({ conversationId }) => conversationId),
    int4Array(blocked, ({ seq }) => seq),
    textArray(blocked, ({ by }) => by),
    textArray(blocked, ({ reason }) => reason),
    timestamptzArray(blocked, ({ atMs }) => atMs),
    timestamptzArray(blocked, ({ untilMs }) => untilMs),
  ];
  const ids = [uuidArray(unblocked, (id) => id)];
  return [
    { name: 'block', text: BLOCK, rows: blocked.length, values: columns },
    { name: 'unblock', text: UNBLOCK, rows: unblocked.length, values: ids },
  ];
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
    timestamptzArray(rows, ({ atMs, call }) => atMs + (call.settleMs ?? 0)),
    timestamptzArray(rows, ({ atMs, call }) => atMs + call.timeoutMs),
  ];
}
