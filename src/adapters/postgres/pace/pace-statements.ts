const NOW_MS = 'floor(extract(epoch FROM parley_now()) * 1000)::bigint';

/**
 * Takes a slice, by the rule of `afterRequest`: `$2` is the window's length, `$3` the limit, `$4`
 * the reserve, `$5` what is wanted, `$6` what Braze said is left, or NULL.
 *
 * The moment is read before the lock: whoever waited for it may come with the window before.
 */
export const TAKE = `
  WITH moment AS MATERIALIZED (SELECT ${NOW_MS} AS ms),
  kept AS MATERIALIZED (
    SELECT b.name, b.window_start_ms, b.taken, b.others FROM budget b
    WHERE b.name = $1::text FOR NO KEY UPDATE OF b),
  current AS (
    SELECT k.name, m.ms, greatest(k.window_start_ms, m.ms - m.ms % $2::int) AS start_ms,
           CASE WHEN m.ms - m.ms % $2::int > k.window_start_ms THEN 0 ELSE k.taken END AS taken,
           CASE WHEN m.ms - m.ms % $2::int > k.window_start_ms THEN 0 ELSE k.others END AS others
    FROM kept k CROSS JOIN moment m),
  fed AS (
    SELECT name, ms, start_ms, taken,
           greatest(others, coalesce($3::int - $6::int - taken, 0)) AS others
    FROM current),
  grants AS (
    SELECT *, greatest($3::int - taken - greatest(others, $4::int), 0) AS available FROM fed)
  UPDATE budget b
  SET window_start_ms = g.start_ms, taken = g.taken + least($5::int, g.available),
      others = g.others
  FROM grants g WHERE b.name = g.name
  RETURNING least($5::int, g.available) AS granted,
            g.available - least($5::int, g.available) AS remains,
            g.start_ms::float8 AS start_ms, (g.start_ms + $2::int - g.ms)::float8 AS ends_in_ms`;

export const GIVE_BACK = `
  UPDATE budget SET taken = greatest(taken - $2::int, 0)
  WHERE name = $1::text AND window_start_ms = $3::bigint`;

/** A replica of the version before has no say in whether it is a worker: its role is its word. */
export const LOOK = `
  SELECT (SELECT count(*)::int FROM replica
          WHERE role <> 'web' AND beat_at > parley_now() - interval '5 seconds') AS workers,
         (SELECT json_object_agg(name, extract(epoch FROM until - parley_now()) * 1000)
          FROM closed_endpoint WHERE until > parley_now()) AS closed,
         p.paused_by, p.reason, p.paused_at
  FROM (SELECT true AS id) always LEFT JOIN pause p USING (id)`;

export const CLOSE = `
  INSERT INTO closed_endpoint AS c (name, until)
  VALUES ($1::text, parley_now() + $2::int * interval '1 millisecond')
  ON CONFLICT (name) DO UPDATE SET until = greatest(c.until, excluded.until)`;

/**
 * Of these conversations, how many replies went on the wire within `$2` milliseconds and how long
 * ago the last was settled: the newest rows of each, by its key. More than the burst of the pair
 * rate need not be counted.
 */
export const LATELY = `
  SELECT asked.id AS conversation_id, count(*)::int AS count,
         (extract(epoch FROM (SELECT parley_now()) - max(p.at)) * 1000)::float8 AS last_ago_ms
  FROM unnest($1::uuid[]) AS asked (id) CROSS JOIN LATERAL (
    SELECT coalesce(r.settled_at, r.in_flight_at) AS at, r.in_flight_at FROM reply r
    WHERE r.conversation_id = asked.id
    ORDER BY r.seq DESC, r.idx DESC LIMIT 100) p
  WHERE p.in_flight_at IS NOT NULL
    AND p.at > (SELECT parley_now()) - $2::int * interval '1 millisecond'
  GROUP BY asked.id`;
