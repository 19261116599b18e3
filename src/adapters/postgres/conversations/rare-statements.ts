import type { Changes } from '#app/ports/conversation-store.ts';

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

/** What few batches need besides the one statement, in the order in which it must run. */
export function rareStatements(changes: Changes): readonly Statement[] {
  const { fences, handoffsEnded, handoffsTaken, handoffs } = changes;
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
  ];
  return statements.filter(({ rows }) => rows > 0);
}
