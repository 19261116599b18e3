/**
 * What an agent has, is asked about, and keeps room for; each conversation once.
 *
 * @param agent expression for their id
 */
const loadOf = (agent: string): string => `
  (SELECT count(*)::int FROM (
     SELECT h.conversation_id FROM handoff h
     WHERE h.ended_at IS NULL AND coalesce(h.taken_by, h.offered_to) = ${agent}
     UNION
     SELECT r.conversation_id FROM reservation r
     WHERE r.agent_id = ${agent} AND r.until > parley_now()) theirs)`;

const CARD = `
  a.id, a.name, a.presence, a.queues, a.skills, a.languages, a.capacity,
  a.assigned_queues, ${loadOf('a.id')} AS load,
  (extract(epoch FROM a.given_at) * 1000)::float8 AS given_ms`;

/** Silent for longer, an agent is not there, whatever their row says. */
const IS_THERE = `a.presence = 'online' AND a.beat_at > parley_now() - interval '45 seconds'`;

export const PUT = `
  INSERT INTO agent (id, name, queues, skills, languages, capacity)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (id) DO UPDATE
  SET name = excluded.name, queues = excluded.queues, skills = excluded.skills,
      languages = excluded.languages, capacity = excluded.capacity`;

export const FIND = `SELECT ${CARD} FROM agent a WHERE a.id = $1`;
export const LIST = `SELECT ${CARD} FROM agent a ORDER BY a.name, a.id`;
export const PRESENT = `SELECT ${CARD} FROM agent a WHERE ${IS_THERE} ORDER BY a.id`;
/** Sorted, and locked until what is given out is written down. */
export const LOCK_PRESENT = `
  SELECT a.id FROM agent a WHERE ${IS_THERE} ORDER BY a.id FOR NO KEY UPDATE`;

export const SET_PRESENCE = `
  UPDATE agent SET presence = $2, beat_at = parley_now() WHERE id = $1`;
/** What a lead changes; what is null stays as it is. $3 and $8 say whether queues and capacity are meant. */
export const CHANGE = `
  UPDATE agent SET
    presence = coalesce($2, presence),
    queues = CASE WHEN $3 THEN $4::text[] ELSE queues END,
    assigned_queues = CASE WHEN $3 THEN $5::text[] ELSE assigned_queues END,
    skills = coalesce($6::text[], skills),
    languages = coalesce($7::text[], languages),
    capacity = CASE WHEN $8 THEN $9::int ELSE capacity END
  WHERE id = $1`;
export const AUDIT_CHANGE = `
  INSERT INTO audit (actor, action, subject, details) VALUES ($1, 'agent.change', $2, $3)`;
export const BEAT = 'UPDATE agent SET beat_at = parley_now() WHERE id = $1';

export const LOCK_ONE = `
  SELECT a.presence, a.capacity FROM agent a WHERE a.id = $1 FOR NO KEY UPDATE`;
/**
 * Keeps room where there is some. A statement after the lock: it sees what the last one who counted
 * has written.
 */
export const RESERVE_ONE = `
  WITH room AS (
    SELECT ${loadOf('$1')} - (
      SELECT count(*)::int FROM (
        SELECT 1 FROM handoff h
        WHERE h.conversation_id = $2 AND h.ended_at IS NULL
          AND coalesce(h.taken_by, h.offered_to) = $1
        UNION
        SELECT 1 FROM reservation r
        WHERE r.conversation_id = $2 AND r.agent_id = $1 AND r.until > parley_now()) this)
      < $3::int AS is_free),
  kept AS (
    INSERT INTO reservation (agent_id, conversation_id, until)
    SELECT $1, $2, parley_now() + interval '15 seconds' FROM room WHERE room.is_free
    ON CONFLICT (agent_id, conversation_id) DO UPDATE SET until = excluded.until),
  given AS (
    UPDATE agent SET given_at = parley_now() FROM room WHERE agent.id = $1 AND room.is_free)
  SELECT is_free FROM room`;
export const RESERVE = `
  INSERT INTO reservation (agent_id, conversation_id, until)
  SELECT u.agent, u.conversation_id, parley_now() + interval '15 seconds'
  FROM unnest($1::text[], $2::uuid[]) AS u (agent, conversation_id)
  ON CONFLICT (agent_id, conversation_id) DO UPDATE SET until = excluded.until`;
export const GIVEN = 'UPDATE agent SET given_at = parley_now() WHERE id = ANY ($1::text[])';
export const RELEASE = 'DELETE FROM reservation WHERE agent_id = $1 AND conversation_id = $2';
export const FORGET_RESERVATIONS = 'DELETE FROM reservation WHERE until < parley_now()';

export const SIGN_OFF_SILENT = `
  UPDATE agent SET presence = 'offline'
  WHERE presence <> 'offline' AND beat_at < parley_now() - $1 * interval '1 millisecond'`;
export const ABANDONED = `
  SELECT h.conversation_id, a.id AS agent
  FROM handoff h JOIN agent a ON a.id = coalesce(h.taken_by, h.offered_to)
  WHERE h.ended_at IS NULL AND a.presence = 'offline'
    AND a.beat_at < parley_now() - $1 * interval '1 millisecond'
  ORDER BY h.requested_at, h.conversation_id
  LIMIT $2`;
