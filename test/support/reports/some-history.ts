import type pg from 'pg';

/**
 * Handoffs and chats of October 2026, the same each time: numbers follow from places in a row.
 *
 * @param size handoffs; there are twice as many chats
 */
export async function someHistory(pool: pg.Pool, size = 600): Promise<void> {
  await pool.query(`
    INSERT INTO agent (id, name) VALUES ('lee', 'Lee Park'), ('kim', 'Kim Sol'), ('ana', 'Ana Ruiz')
    ON CONFLICT DO NOTHING`);
  await pool.query(HANDOFFS, [size]);
  await pool.query(CHATS, [size * 2]);
  await pool.query('ANALYZE handoff; ANALYZE chat');
}

/** A number from 0 to 999 that is as good as any: of a row's place and of what it is for. */
const some = (what: number): string =>
  `((n::bigint * ${String(7919 + what * 104_729)}) % 1009 % 1000)`;
const oneOf = (words: readonly string[], what: number): string =>
  `(ARRAY[${words.map((word) => `'${word}'`).join(', ')}])[1 + ${some(what)} % ${String(words.length)}]`;
/** Busier in the afternoon. */
const AT = `timestamptz '2026-10-01 00:00Z' + (n::float8 / $1::int) * interval '31 days'`;

const HANDOFFS = `
  INSERT INTO handoff (conversation_id, seq, queue, reason, priority, requested_at, taken_by, taken_at,
                       answered_at, ended_at, ended_how, wrap_up_code, step, locale, transfers, promised,
                       breached, csat)
  SELECT gen_random_uuid(), 4, queue, reason, 'normal', at, CASE WHEN is_taken THEN agent END,
         CASE WHEN is_taken THEN at + waited END, CASE WHEN is_taken THEN at + waited + interval '40 s' END,
         at + waited + took,
         CASE WHEN is_taken THEN how ELSE 'waited' END, CASE WHEN is_taken THEN code END, step, locale,
         CASE WHEN ${some(1)} < 120 THEN 1 ELSE 0 END, true,
         CASE WHEN waited > interval '10 min' THEN '{first_answer}'::text[] ELSE '{}' END,
         CASE WHEN is_taken AND ${some(2)} < 400 THEN 1 + ${some(3)} % 5 END
  FROM (
    SELECT n, ${AT} AS at, ${oneOf(['care', 'care', 'care', 'returns', 'billing'], 4)} AS queue,
           ${oneOf(['lee', 'kim', 'ana'], 5)} AS agent,
           ${oneOf(['track.late', 'bot.agent', 'bot.no_match', 'refund.ask', 'desk'], 6)} AS step,
           ${oneOf(['cannot find the order number', '', 'asked for a person'], 7)} AS reason,
           ${oneOf(['solved', 'refund', 'passed on', 'spam'], 8)} AS code,
           ${oneOf(['en', 'en', 'es'], 9)} AS locale,
           ${oneOf(['closed', 'closed', 'returned', 'idle'], 10)} AS how,
           ${some(11)} >= 90 AS is_taken,
           ${some(12)} * interval '0.8 s' AS waited, ${some(13)} * interval '3 s' AS took
    FROM generate_series(0, $1::int - 1) n) AS made`;

const CHATS = `
  INSERT INTO chat (conversation_id, seq, began_at, ended_at, ended_how, flow, people, csat)
  SELECT gen_random_uuid(), 1, at, at + ${some(14)} * interval '1 s',
         CASE WHEN ${some(15)} < 20 THEN 'left' ELSE 'ended' END, flow, ${some(16)} < people,
         CASE WHEN ${some(17)} < 60 THEN 1 + ${some(18)} % 5 END
  FROM (
    SELECT n, ${AT} AS at, ${oneOf(['track', 'hours', 'refund', 'track', 'faq'], 19)} AS flow,
           ${oneOf(['500', '100', '700', '300'], 20)}::int AS people
    FROM generate_series(0, $1::int - 1) n) AS made`;
