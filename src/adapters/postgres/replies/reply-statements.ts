import { PRIORITY } from '#core/delivery/priority.ts';

/**
 * The statements of the outbox. In each `$1` is this replica; rows are locked in the order of
 * their keys (DESIGN, section 5, rule 10), and where a statement leases it never waits for a lock.
 */

/**
 * What a lane consists of, in the words of the index `reply_lane`, which never names the state: a
 * change of state alone then touches no index.
 */
const UNSETTLED = 'settled_at IS NULL';
/** Nobody's yet, in the words of the index `reply_due`. */
const IS_PENDING = 'r.leased_by IS NULL AND r.settled_at IS NULL';

const KEY = '(r.conversation_id, r.seq, r.idx)';

/** A look-up of its own: as a join, a kept plan may walk all that is unsettled for each reply. */
const IS_HEAD = `
  (SELECT true FROM reply e
   WHERE e.conversation_id = r.conversation_id AND (e.seq, e.idx) < (r.seq, r.idx)
     AND e.${UNSETTLED}
   LIMIT 1) IS NULL`;

/**
 * A bot's reply that was on the wire when the fence went down, and comes back for another try:
 * the fence cancels what waits, so this looks at the owner (I7, rule 9). A handoff is one change
 * of owner, and its own words may still be said; after two, the reply belongs to another time.
 */
const IS_FENCED = `
  r.attempt > 0 AND r.sender = 'bot' AND NOT r.survives_fence AND EXISTS (
    SELECT FROM conversation c
    WHERE c.id = r.conversation_id
      AND (c.owner IN ('agent', 'nobody') OR c.epoch > r.epoch + 1))`;

/** Two statements in one would see a moment each: this is read once. */
const NOW = '(SELECT parley_now())';

/**
 * The replies that a statement asks for, in the order of their keys; whatever is joined to them is
 * looked up, and so locked, in that order. The limit says that few are asked for; it takes all.
 * Without it the planner thinks of walking the table, or all that is unsettled, for each of them.
 *
 * @param arrays with their names, the conversations' first, which are `$n` for `first`
 */
const asked = (arrays: string, first: string): string => `(
      SELECT * FROM unnest${arrays}
      ORDER BY conversation_id, seq, idx LIMIT cardinality(${first}::uuid[])) asked`;

const IS_ASKED = `${KEY} = (asked.conversation_id, asked.seq, asked.idx)`;

export const MARK = `
  UPDATE reply r
  SET state = 'in_flight', attempt = r.attempt + 1, in_flight_at = ${NOW}
  FROM ${asked(
    `($2::uuid[], $3::int[], $4::int[], $5::int[])
        WITH ORDINALITY AS a (conversation_id, seq, idx, attempt, place)`,
    '$2',
  )}
  WHERE ${IS_ASKED}
    AND r.state = 'leased' AND r.leased_by = $1::uuid AND r.attempt = asked.attempt
    AND (r.expires_at IS NULL OR r.expires_at > ${NOW})
    AND ${IS_HEAD} AND NOT (${IS_FENCED})
  RETURNING asked.place::int`;

export const RESOLVE_REFUSED = `
  WITH refused AS MATERIALIZED (
    SELECT r.conversation_id, r.seq, r.idx, asked.place,
           CASE WHEN r.expires_at <= ${NOW} THEN 'expired'
                WHEN ${IS_FENCED} THEN 'cancelled'
                ELSE 'pending' END AS refusal
    FROM ${asked(
      `($2::uuid[], $3::int[], $4::int[])
        WITH ORDINALITY AS a (conversation_id, seq, idx, place)`,
      '$2',
    )}
    CROSS JOIN LATERAL (
      SELECT r.* FROM reply r
      WHERE ${IS_ASKED} AND r.state = 'leased' AND r.leased_by = $1::uuid
      FOR NO KEY UPDATE OF r) r)
  UPDATE reply r
  SET state = refused.refusal::reply_state, leased_by = NULL,
      settled_at = CASE WHEN refused.refusal <> 'pending' THEN ${NOW} END,
      reason = CASE refused.refusal
        WHEN 'expired' THEN 'its time was over before it could leave'
        WHEN 'cancelled' THEN 'somebody else answers by now'
        ELSE r.reason END
  FROM refused
  WHERE ${KEY} = (refused.conversation_id, refused.seq, refused.idx)
  RETURNING refused.place::int, refused.refusal`;

/**
 * Ends a statement whose CTE `head` names heads of lanes: leases those that wait and are due. It
 * asks for the state so that no plan walks the index of all that is due for each head.
 */
const LEASE_HEAD = `
  next AS MATERIALIZED (
    SELECT r.conversation_id, r.seq, r.idx
    FROM head CROSS JOIN LATERAL (
      SELECT r.* FROM reply r
      WHERE ${KEY} = (head.conversation_id, head.seq, head.idx)
        AND r.state = 'pending' AND r.due_at <= ${NOW}
      FOR NO KEY UPDATE OF r SKIP LOCKED) r),`;

const LEASE_NEXT = `
  leased AS (
    UPDATE reply r SET state = 'leased', leased_by = $1::uuid
    FROM next
    WHERE ${KEY} = (next.conversation_id, next.seq, next.idx)
    RETURNING r.conversation_id, r.seq, r.idx, r.carrier, r.campaign_id, r.properties,
              r.attributes, r.policy, r.priority, r.attempt, r.ambiguities, r.delay_ms)
  SELECT leased.*, c.recipient_kind, c.recipient_value
  FROM leased JOIN conversation c ON c.id = leased.conversation_id`;

/** The oldest unsettled reply of a conversation behind a given place. */
const firstUnsettled = (where: string): string => `
  SELECT n.conversation_id, n.seq, n.idx FROM reply n
  WHERE ${where} AND n.${UNSETTLED}
  ORDER BY n.seq, n.idx LIMIT 1`;

/** What was settled is still unsettled to the statement's own snapshot: it looks behind it. */
export const SETTLE = `
  WITH settled AS (
    UPDATE reply r
    SET state = asked.state::reply_state, reason = asked.reason, dispatch_id = asked.dispatch_id,
        ambiguities = r.ambiguities + asked.is_ambiguous::int,
        settled_at = CASE WHEN asked.state <> 'pending' THEN ${NOW} END,
        leased_by = CASE WHEN asked.state <> 'pending' THEN r.leased_by END,
        due_at = CASE WHEN asked.state = 'pending'
          THEN ${NOW} + asked.delay_ms * interval '1 millisecond' ELSE r.due_at END
    FROM ${asked(
      `($3::uuid[], $4::int[], $5::int[], $6::int[], $7::text[], $8::int[], $9::bool[],
              $10::text[], $11::text[], $12::bool[])
        AS t (conversation_id, seq, idx, attempt, state, delay_ms, is_ambiguous, reason,
              dispatch_id, leases_next)`,
      '$3',
    )}
    WHERE ${IS_ASKED}
      AND r.state = 'in_flight' AND r.leased_by = $2::uuid AND r.attempt = asked.attempt
    RETURNING r.conversation_id, r.seq, r.idx, asked.leases_next),
  head AS MATERIALIZED (
    SELECT h.* FROM settled s CROSS JOIN LATERAL (
      ${firstUnsettled('n.conversation_id = s.conversation_id AND (n.seq, n.idx) > (s.seq, s.idx)')}) h
    WHERE s.leases_next),
  ${LEASE_HEAD}
  ${LEASE_NEXT}`;

export const LEASE_HEADS = `
  WITH head AS MATERIALIZED (
    SELECT h.* FROM unnest($2::uuid[]) AS asked (id) CROSS JOIN LATERAL (
      ${firstUnsettled('n.conversation_id = asked.id')}) h),
  ${LEASE_HEAD}
  ${LEASE_NEXT}`;

/** Each priority by itself, along the index `reply_due_by_priority`. */
const dueOf = (priority: number, limit: string): string => `
    SELECT r.conversation_id, r.seq, r.idx FROM reply r
    WHERE ${IS_PENDING} AND r.priority = ${String(priority)} AND r.due_at <= ${NOW} AND ${IS_HEAD}
    ORDER BY r.due_at LIMIT ${limit}::int
    FOR NO KEY UPDATE OF r SKIP LOCKED`;

/** Agents' words, answers, what Parley says of its own accord: `$2`, `$3`, `$4` of them. */
export const LEASE_DUE = `
  WITH agents AS MATERIALIZED (${dueOf(PRIORITY.agent, '$2')}),
  answers AS MATERIALIZED (${dueOf(PRIORITY.answer, '$3')}),
  proactive AS MATERIALIZED (${dueOf(PRIORITY.proactive, '$4')}),
  next AS MATERIALIZED (
    SELECT * FROM agents UNION ALL SELECT * FROM answers UNION ALL SELECT * FROM proactive),
  ${LEASE_NEXT}`;

/** One attempt more than told: a mark whose answer was lost, of which nothing was sent. */
export const GIVE_BACK = `
  UPDATE reply r SET state = 'pending', leased_by = NULL
  FROM ${asked(
    `($2::uuid[], $3::int[], $4::int[], $5::int[])
        AS a (conversation_id, seq, idx, attempt)`,
    '$2',
  )}
  WHERE ${IS_ASKED} AND r.leased_by = $1::uuid AND r.state IN ('leased', 'in_flight')
    AND r.attempt BETWEEN asked.attempt AND asked.attempt + 1`;
