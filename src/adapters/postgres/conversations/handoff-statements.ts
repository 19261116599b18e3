import type { Changes, HandoffRow } from '#app/ports/conversation-store.ts';

import { boolArray, int4Array, textArray, timestamptzArray, uuidArray } from '../binary-arrays.ts';
import type { CountedStatement } from './statement.ts';

/** A conversation stands in one list: what is left open of it from before ends. */
const END_OTHERS = `
  UPDATE handoff h SET ended_at = parley_now(), ended_how = 'returned'
  FROM unnest($1::uuid[], $2::int[]) AS u (conversation_id, seq)
  WHERE h.conversation_id = u.conversation_id AND h.ended_at IS NULL AND h.seq <> u.seq`;

/** The rows that lists are made of, written from what the machines remember. */
const WRITE_HANDOFFS = `
  INSERT INTO handoff (conversation_id, seq, queue, reason, priority, rank, requested_at, state, step,
                       topic, skills, locale, offered_to, offer_expires_at, passed, taken_by,
                       taken_at, answered_at, unanswered_at, unread, lets_go_at, breached, ended_at,
                       ended_how, ended_by, wrap_up_code, transfers)
  SELECT u.conversation_id, u.seq, u.queue, u.reason, u.priority,
         CASE u.priority WHEN 'high' THEN 0 ELSE 1 END, u.since, u.state, u.step, u.topic,
         string_to_array(u.skills, E'\\x01'), u.locale, u.offered_to, u.offer_ends,
         string_to_array(u.passed, E'\\x01'), u.agent, u.taken, u.answered, u.unanswered, u.unread,
         u.lets_go, string_to_array(u.breached, E'\\x01'), CASE WHEN u.has_ended THEN u.at END,
         u.ended_how, u.ended_by, u.code, u.transfers
  FROM (
    SELECT unnest($1::uuid[]) AS conversation_id, unnest($2::int[]) AS seq,
           unnest($3::text[]) AS queue, unnest($4::text[]) AS reason,
           unnest($5::text[]) AS priority, unnest($6::timestamptz[]) AS since,
           unnest($7::text[]) AS state, unnest($8::text[]) AS step, unnest($9::text[]) AS topic,
           unnest($10::text[]) AS skills, unnest($11::text[]) AS locale,
           unnest($12::text[]) AS offered_to, unnest($13::timestamptz[]) AS offer_ends,
           unnest($14::text[]) AS passed, unnest($15::text[]) AS agent,
           unnest($16::timestamptz[]) AS taken, unnest($17::timestamptz[]) AS answered,
           unnest($18::timestamptz[]) AS unanswered, unnest($19::int[]) AS unread,
           unnest($20::timestamptz[]) AS lets_go, unnest($21::text[]) AS breached,
           unnest($22::bool[]) AS has_ended, unnest($23::timestamptz[]) AS at,
           unnest($24::text[]) AS ended_how, unnest($25::text[]) AS ended_by,
           unnest($26::text[]) AS code, unnest($27::int[]) AS transfers) AS u
  ON CONFLICT (conversation_id, seq) DO UPDATE
  SET queue = excluded.queue, reason = excluded.reason, priority = excluded.priority,
      rank = excluded.rank, requested_at = excluded.requested_at, state = excluded.state, locale = excluded.locale,
      offered_to = excluded.offered_to, offer_expires_at = excluded.offer_expires_at,
      passed = excluded.passed, taken_by = excluded.taken_by, taken_at = excluded.taken_at,
      answered_at = excluded.answered_at, unanswered_at = excluded.unanswered_at,
      unread = excluded.unread, lets_go_at = excluded.lets_go_at, breached = excluded.breached,
      ended_at = excluded.ended_at, ended_how = excluded.ended_how, ended_by = excluded.ended_by,
      wrap_up_code = excluded.wrap_up_code, sla_fresh = false,
      transfers = handoff.transfers + excluded.transfers`;

const WRITE_NOTES = `
  INSERT INTO note (conversation_id, seq, by, text, at)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[])`;

/** What lists and colleagues see; few batches have any of it. */
export function handoffStatements({ handoffs, notes }: Changes): readonly CountedStatement[] {
  const open = handoffs.filter(({ ended }) => ended === null);
  return [
    {
      name: 'end-other-handoffs',
      text: END_OTHERS,
      rows: open.length,
      values: [
        uuidArray(open, ({ conversationId }) => conversationId),
        int4Array(open, ({ held }) => held.seq),
      ],
    },
    {
      name: 'write-handoffs',
      text: WRITE_HANDOFFS,
      rows: handoffs.length,
      values: handoffColumns(handoffs),
    },
    {
      name: 'write-notes',
      text: WRITE_NOTES,
      rows: notes.length,
      values: [
        uuidArray(notes, ({ conversationId }) => conversationId),
        int4Array(notes, ({ seq }) => seq),
        textArray(notes, ({ by }) => by),
        textArray(notes, ({ text }) => text),
        timestamptzArray(notes, ({ atMs }) => atMs),
      ],
    },
  ];
}

function handoffColumns(rows: readonly HandoffRow[]): readonly Buffer[] {
  const at = (pick: (row: HandoffRow) => number | null): Buffer =>
    timestamptzArray(rows, (row) => pick(row) ?? undefined);
  const text = (pick: (row: HandoffRow) => string | null): Buffer =>
    textArray(rows, (row) => pick(row) ?? undefined);
  const list = (pick: (row: HandoffRow) => readonly string[]): Buffer =>
    textArray(rows, (row) => pick(row).join('\u0001'));
  return [
    uuidArray(rows, ({ conversationId }) => conversationId),
    int4Array(rows, ({ held }) => held.seq),
    text(({ held }) => held.queue),
    text(({ held }) => held.reason),
    text(({ held }) => held.priority),
    at(({ held }) => held.sinceMs),
    text(({ state }) => state),
    text(({ held }) => held.step),
    text(({ held }) => held.topic),
    list(({ held }) => held.skills),
    text(({ locale }) => locale),
    text(({ held }) => held.offeredTo),
    at(({ held }) => held.offerEndsMs),
    list(({ held }) => held.passed),
    text(({ held }) => held.agent),
    at(({ held }) => held.takenMs),
    at(({ held }) => held.answeredMs),
    at(({ held }) => held.unansweredMs),
    int4Array(rows, ({ held }) => held.unread),
    at(({ letsGoMs }) => letsGoMs),
    list(({ held }) => held.breached),
    boolArray(rows, ({ ended }) => ended !== null),
    at(({ atMs }) => atMs),
    text(({ ended }) => ended?.how ?? null),
    text(({ ended }) => ended?.by ?? null),
    text(({ ended }) => ended?.code ?? null),
    int4Array(rows, ({ transfers }) => transfers ?? 0),
  ];
}
