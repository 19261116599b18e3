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
 *
 * Its arrays are unnested where columns are named, not in FROM, where each would be kept in a store
 * of its own first: a tenth of the statement's time.
 */
export const WRITE = `
  WITH conversations AS (
    UPDATE conversation c
    SET owner = u.owner::owner, epoch = u.epoch, release_id = u.release_id, engine = u.engine,
        last_seq = u.last_seq, snapshot = u.snapshot::json, last_event_at = u.last_event_at,
        window_ends_at = u.window_ends_at, stuck_reason = u.stuck_reason, version = c.version + 1
    FROM (
      SELECT unnest($1::uuid[]) AS id, unnest($2::text[]) AS owner, unnest($3::int[]) AS epoch,
             unnest($4::int[]) AS release_id, unnest($5::int[]) AS engine,
             unnest($6::int[]) AS last_seq, unnest($7::text[]) AS snapshot,
             unnest($8::timestamptz[]) AS last_event_at,
             unnest($9::timestamptz[]) AS window_ends_at, unnest($10::text[]) AS stuck_reason,
             unnest($11::int[]) AS version) AS u
    WHERE c.id = u.id AND c.version = u.version
    RETURNING 1),
  events AS (
    INSERT INTO event (conversation_id, seq, kind, at, payload, release_id, engine, arrival_id,
                       flags, parked, raw, chat)
    SELECT u.conversation_id, u.seq, u.kind, u.at, u.payload::json, u.release_id, u.engine,
           u.arrival_id, string_to_array(u.flags, ','), u.parked, u.raw, u.chat
    FROM (
      SELECT unnest($12::uuid[]) AS conversation_id, unnest($13::int[]) AS seq,
             unnest($14::text[]) AS kind, unnest($15::timestamptz[]) AS at,
             unnest($16::text[]) AS payload, unnest($17::int[]) AS release_id,
             unnest($18::int[]) AS engine, unnest($19::uuid[]) AS arrival_id,
             unnest($20::text[]) AS flags, unnest($21::text[]) AS parked,
             unnest($22::bytea[]) AS raw, unnest($62::text[]) AS chat) AS u),
  keys AS (
    INSERT INTO dedupe (conversation_id, key, seq, arrival_id, at)
    SELECT unnest($23::uuid[]), unnest($24::uuid[]), unnest($25::int[]), unnest($26::uuid[]),
           unnest($27::timestamptz[])),
  replies AS (
    INSERT INTO reply (conversation_id, seq, idx, epoch, sender, step, campaign_id, properties,
                       policy, survives_fence, state, leased_by, delay_ms, due_at, expires_at,
                       carrier, priority, attributes)
    SELECT u.conversation_id, u.seq, u.idx, u.epoch, u.sender, u.step, u.campaign_id,
           u.properties::json, u.policy, u.survives_fence,
           CASE WHEN u.leased THEN 'leased' ELSE 'pending' END::reply_state,
           CASE WHEN u.leased THEN $28::uuid END, u.delay_ms, u.due_at, u.expires_at, u.carrier,
           u.priority, u.attributes::json
    FROM (
      SELECT unnest($29::uuid[]) AS conversation_id, unnest($30::int[]) AS seq,
             unnest($31::int[]) AS idx, unnest($32::int[]) AS epoch, unnest($33::text[]) AS sender,
             unnest($34::text[]) AS step, unnest($35::text[]) AS campaign_id,
             unnest($36::text[]) AS properties, unnest($37::text[]) AS policy,
             unnest($38::bool[]) AS survives_fence, unnest($39::bool[]) AS leased,
             unnest($40::int[]) AS delay_ms, unnest($41::timestamptz[]) AS due_at,
             unnest($42::timestamptz[]) AS expires_at, unnest($58::text[]) AS carrier,
             unnest($59::int[]) AS priority, unnest($60::text[]) AS attributes) AS u),
  disarmed AS (
    DELETE FROM timer t
    USING (
      SELECT unnest($43::uuid[]) AS conversation_id, unnest($44::text[]) AS id) AS u
    WHERE t.conversation_id = u.conversation_id AND t.id = u.id),
  armed AS (
    INSERT INTO timer (conversation_id, id, gen, due_at)
    SELECT unnest($45::uuid[]), unnest($46::text[]), unnest($47::int[]), unnest($48::timestamptz[])
    ON CONFLICT (conversation_id, id) DO UPDATE SET gen = excluded.gen, due_at = excluded.due_at),
  write_backs AS (
    INSERT INTO write_back (conversation_id, seq, idx, step, attributes, event_name,
                            event_properties, at, due_at, rides_with)
    SELECT u.conversation_id, u.seq, u.idx, u.step, u.attributes::json, u.event_name,
           u.event_properties::json, u.at, u.at, u.rides_with
    FROM (
      SELECT unnest($49::uuid[]) AS conversation_id, unnest($50::int[]) AS seq,
             unnest($51::int[]) AS idx, unnest($52::text[]) AS step,
             unnest($53::text[]) AS attributes, unnest($54::text[]) AS event_name,
             unnest($55::text[]) AS event_properties, unnest($56::timestamptz[]) AS at,
             unnest($61::int[]) AS rides_with) AS u)
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
    textArray(changes.replies, ({ reply }) => reply.carrier ?? 'campaign'),
    int4Array(changes.replies, ({ priority }) => priority),
    textArray(changes.replies, ({ attributes }) => jsonOf(attributes)),
    int4Array(changes.writeBacks, ({ ridesWith }) => ridesWith),
    textArray(changes.events, ({ chat }) => chat),
  ];
}

function conversationColumns({ conversations: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows, (row) => row.id),
    textArray(rows, (row) => row.owner),
    int4Array(rows, (row) => row.epoch),
    int4Array(rows, (row) => row.releaseId),
    int4Array(rows, (row) => row.engine),
    int4Array(rows, (row) => row.lastSeq),
    textArray(rows, (row) => jsonOf(row.snapshot)),
    timestamptzArray(rows, (row) => row.lastEventAtMs),
    timestamptzArray(rows, (row) => row.windowEndsAtMs),
    textArray(rows, (row) => row.stuckReason),
    int4Array(rows, (row) => row.version),
  ];
}

function eventColumns({ events: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows, (row) => row.conversationId),
    int4Array(rows, (row) => row.seq),
    textArray(rows, (row) => row.kind),
    timestamptzArray(rows, (row) => row.atMs),
    textArray(rows, (row) => row.payload),
    int4Array(rows, (row) => row.releaseId),
    int4Array(rows, (row) => row.engine),
    uuidArray(rows, (row) => row.arrivalId),
    textArray(rows, (row) => row.flags.join(',')),
    textArray(rows, (row) => row.parked),
    byteaArray(rows, (row) => row.raw),
  ];
}

function dedupeColumns({ dedupe: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows, (row) => row.conversationId),
    uuidArray(rows, (row) => row.key),
    int4Array(rows, (row) => row.seq),
    uuidArray(rows, (row) => row.arrivalId),
    timestamptzArray(rows, (row) => row.atMs),
  ];
}

function replyColumns({ replies: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows, (row) => row.conversationId),
    int4Array(rows, (row) => row.seq),
    int4Array(rows, (row) => row.idx),
    int4Array(rows, (row) => row.epoch),
    textArray(rows, (row) => row.reply.sender),
    textArray(rows, (row) => row.reply.step),
    textArray(rows, (row) => row.reply.campaignId),
    textArray(rows, (row) => JSON.stringify(row.reply.properties)),
    textArray(rows, (row) => row.reply.policy),
    boolArray(rows, (row) => row.reply.survivesFence),
    boolArray(rows, (row) => row.leased),
    int4Array(rows, (row) => row.reply.delayMs),
    timestamptzArray(rows, (row) => row.dueAtMs),
    timestamptzArray(rows, (row) => row.expiresAtMs),
  ];
}

function timerColumns({ armed, disarmed }: Changes): Buffer[] {
  return [
    uuidArray(disarmed, (row) => row.conversationId),
    textArray(disarmed, (row) => row.id),
    uuidArray(armed, (row) => row.conversationId),
    textArray(armed, (row) => row.id),
    int4Array(armed, (row) => row.gen),
    timestamptzArray(armed, (row) => row.dueAtMs),
  ];
}

function writeBackColumns({ writeBacks: rows }: Changes): Buffer[] {
  return [
    uuidArray(rows, (row) => row.conversationId),
    int4Array(rows, (row) => row.seq),
    int4Array(rows, (row) => row.idx),
    textArray(rows, (row) => row.writeBack.step),
    textArray(rows, (row) => jsonOf(row.writeBack.attributes)),
    textArray(rows, (row) => row.writeBack.event?.name),
    textArray(rows, (row) => jsonOf(row.writeBack.event?.properties)),
    timestamptzArray(rows, (row) => row.atMs),
  ];
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
