import type { Changes } from '#app/ports/conversation-store.ts';

import {
  boolArray,
  byteaArray,
  int4Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from '../binary-arrays.ts';

/**
 * One statement writes everything that a batch of events did.
 *
 * Its parts touch different rows: timers that are armed again are not among the disarmed. The
 * conversations' version fences the whole: fewer rows than expected divide by zero, for COMMIT is
 * sent without waiting for an answer and only an error keeps it from happening.
 */
export const WRITE = `
  WITH conversations AS (
    UPDATE conversation c
    SET owner = u.owner::owner, epoch = u.epoch, release_id = u.release_id, engine = u.engine,
        last_seq = u.last_seq, snapshot = u.snapshot::json, last_event_at = u.last_event_at,
        window_ends_at = u.window_ends_at, stuck_reason = u.stuck_reason, version = c.version + 1
    FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[],
                $8::timestamptz[], $9::timestamptz[], $10::text[], $11::int[])
      AS u (id, owner, epoch, release_id, engine, last_seq, snapshot, last_event_at,
            window_ends_at, stuck_reason, version)
    WHERE c.id = u.id AND c.version = u.version
    RETURNING 1),
  events AS (
    INSERT INTO event (conversation_id, seq, kind, at, payload, release_id, engine, arrival_id,
                       flags, parked, raw)
    SELECT u.conversation_id, u.seq, u.kind, u.at, u.payload::json, u.release_id, u.engine,
           u.arrival_id, string_to_array(u.flags, ','), u.parked, u.raw
    FROM unnest($12::uuid[], $13::int[], $14::text[], $15::timestamptz[], $16::text[], $17::int[],
                $18::int[], $19::uuid[], $20::text[], $21::text[], $22::bytea[])
      AS u (conversation_id, seq, kind, at, payload, release_id, engine, arrival_id, flags, parked,
            raw)),
  keys AS (
    INSERT INTO dedupe (conversation_id, key, seq, arrival_id, at)
    SELECT * FROM unnest($23::uuid[], $24::uuid[], $25::int[], $26::uuid[], $27::timestamptz[])),
  replies AS (
    INSERT INTO reply (conversation_id, seq, idx, epoch, sender, step, campaign_id, properties,
                       policy, survives_fence, state, leased_by, delay_ms, due_at, expires_at)
    SELECT u.conversation_id, u.seq, u.idx, u.epoch, u.sender, u.step, u.campaign_id,
           u.properties::json, u.policy, u.survives_fence,
           CASE WHEN u.leased THEN 'leased' ELSE 'pending' END::reply_state,
           CASE WHEN u.leased THEN $28::uuid END, u.delay_ms, u.due_at, u.expires_at
    FROM unnest($29::uuid[], $30::int[], $31::int[], $32::int[], $33::text[], $34::text[],
                $35::text[], $36::text[], $37::text[], $38::bool[], $39::bool[], $40::int[],
                $41::timestamptz[], $42::timestamptz[])
      AS u (conversation_id, seq, idx, epoch, sender, step, campaign_id, properties, policy,
            survives_fence, leased, delay_ms, due_at, expires_at)),
  disarmed AS (
    DELETE FROM timer t
    USING unnest($43::uuid[], $44::text[]) AS u (conversation_id, id)
    WHERE t.conversation_id = u.conversation_id AND t.id = u.id),
  armed AS (
    INSERT INTO timer (conversation_id, id, gen, due_at)
    SELECT * FROM unnest($45::uuid[], $46::text[], $47::int[], $48::timestamptz[])
    ON CONFLICT (conversation_id, id) DO UPDATE SET gen = excluded.gen, due_at = excluded.due_at),
  write_backs AS (
    INSERT INTO write_back (conversation_id, seq, idx, step, attributes, event_name,
                            event_properties, at, due_at)
    SELECT u.conversation_id, u.seq, u.idx, u.step, u.attributes::json, u.event_name,
           u.event_properties::json, u.at, u.at
    FROM unnest($49::uuid[], $50::int[], $51::int[], $52::text[], $53::text[], $54::text[],
                $55::text[], $56::timestamptz[])
      AS u (conversation_id, seq, idx, step, attributes, event_name, event_properties, at))
  SELECT 1 / (count(*) = $57)::int FROM conversations`;

/** The values of `WRITE`, a column each, in the order of its parameters. */
export function writeValues(changes: Changes, replicaId: string): (Buffer | string | number)[] {
  return [
    ...conversationColumns(changes),
    ...eventColumns(changes),
    ...dedupeColumns(changes),
    replicaId,
    ...replyColumns(changes),
    ...timerColumns(changes),
    ...writeBackColumns(changes),
    changes.conversations.length,
  ];
}

function conversationColumns({ conversations: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows.map((row) => row.id)),
    textArray(rows.map((row) => row.owner)),
    int4Array(rows.map((row) => row.epoch)),
    int4Array(rows.map((row) => row.releaseId)),
    int4Array(rows.map((row) => row.engine)),
    int4Array(rows.map((row) => row.lastSeq)),
    textArray(rows.map((row) => jsonOf(row.snapshot))),
    timestamptzArray(rows.map((row) => row.lastEventAtMs)),
    timestamptzArray(rows.map((row) => row.windowEndsAtMs)),
    textArray(rows.map((row) => row.stuckReason)),
    int4Array(rows.map((row) => row.version)),
  ];
}

function eventColumns({ events: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows.map((row) => row.conversationId)),
    int4Array(rows.map((row) => row.seq)),
    textArray(rows.map((row) => row.kind)),
    timestamptzArray(rows.map((row) => row.atMs)),
    textArray(rows.map((row) => row.payload)),
    int4Array(rows.map((row) => row.releaseId)),
    int4Array(rows.map((row) => row.engine)),
    uuidArray(rows.map((row) => row.arrivalId)),
    textArray(rows.map((row) => row.flags.join(','))),
    textArray(rows.map((row) => row.parked)),
    byteaArray(rows.map((row) => row.raw)),
  ];
}

function dedupeColumns({ dedupe: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows.map((row) => row.conversationId)),
    uuidArray(rows.map((row) => row.key)),
    int4Array(rows.map((row) => row.seq)),
    uuidArray(rows.map((row) => row.arrivalId)),
    timestamptzArray(rows.map((row) => row.atMs)),
  ];
}

function replyColumns({ replies: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows.map((row) => row.conversationId)),
    int4Array(rows.map((row) => row.seq)),
    int4Array(rows.map((row) => row.idx)),
    int4Array(rows.map((row) => row.epoch)),
    textArray(rows.map((row) => row.reply.sender)),
    textArray(rows.map((row) => row.reply.step)),
    textArray(rows.map((row) => row.reply.campaignId)),
    textArray(rows.map((row) => JSON.stringify(row.reply.properties))),
    textArray(rows.map((row) => row.reply.policy)),
    boolArray(rows.map((row) => row.reply.survivesFence)),
    boolArray(rows.map((row) => row.leased)),
    int4Array(rows.map((row) => row.reply.delayMs)),
    timestamptzArray(rows.map((row) => row.dueAtMs)),
    timestamptzArray(rows.map((row) => row.expiresAtMs)),
  ];
}

function timerColumns({ armed, disarmed }: Changes): Buffer[] {
  return [
    uuidArray(disarmed.map((row) => row.conversationId)),
    textArray(disarmed.map((row) => row.id)),
    uuidArray(armed.map((row) => row.conversationId)),
    textArray(armed.map((row) => row.id)),
    int4Array(armed.map((row) => row.gen)),
    timestamptzArray(armed.map((row) => row.dueAtMs)),
  ];
}

function writeBackColumns({ writeBacks: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows.map((row) => row.conversationId)),
    int4Array(rows.map((row) => row.seq)),
    int4Array(rows.map((row) => row.idx)),
    textArray(rows.map((row) => row.writeBack.step)),
    textArray(rows.map((row) => jsonOf(row.writeBack.attributes))),
    textArray(rows.map((row) => row.writeBack.event?.name)),
    textArray(rows.map((row) => jsonOf(row.writeBack.event?.properties))),
    timestamptzArray(rows.map((row) => row.atMs)),
  ];
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
