/** Handoffs, and twice as many chats, evenly over so many days before November 2026. */
export async function seedHistory(postgres, database, size, days) {
  const at = (count) =>
    `timestamptz '2026-11-01' - (1 - n::float8 / ${count}) * ${days} * interval '1 day'`;
  await postgres.query(
    database,
    `INSERT INTO handoff (conversation_id, seq, queue, reason, priority, requested_at, taken_by,
                          taken_at, answered_at, ended_at, ended_how, wrap_up_code, step, locale,
                          transfers, promised, breached, csat)
     SELECT gen_random_uuid(), 4, 'queue_' || floor(random() * 8), 'cannot find the order number',
            'normal', at, CASE WHEN taken THEN agent END, CASE WHEN taken THEN at + waited END,
            CASE WHEN taken THEN at + waited + interval '20 s' END, at + waited + took,
            CASE WHEN taken THEN 'closed' ELSE 'waited' END, 'code_' || floor(random() * 12),
            'flow_' || floor(random() * 10) || '.step_' || floor(random() * 20),
            (ARRAY['en', 'es', 'pt'])[1 + floor(random() * 3)::int], floor(random() * 2), true,
            CASE WHEN random() < 0.1 THEN '{first_answer}'::text[] ELSE '{}' END,
            CASE WHEN random() < 0.2 THEN 1 + floor(random() * 5) END
     FROM (
       SELECT ${at(size)} AS at, random() < 0.9 AS taken, exp(random() * 6 + 1) * interval '1 s' AS waited,
              md5(floor(random() * 200)::text)::uuid::text AS agent,
              exp(random() * 5 + 3) * interval '1 s' AS took
       FROM generate_series(1, ${size}) n) made`,
  );
  const chats = size * 2;
  await postgres.query(
    database,
    `INSERT INTO chat (conversation_id, seq, began_at, ended_at, ended_how, flow, people, csat)
     SELECT gen_random_uuid(), 1, at, at + interval '5 min', 'ended', 'flow_' || floor(random() * 20),
            random() < 0.4, CASE WHEN random() < 0.1 THEN 4 END
     FROM (SELECT ${at(chats)} AS at FROM generate_series(1, ${chats}) n) made`,
  );
  await postgres.query(database, 'VACUUM ANALYZE handoff');
  await postgres.query(database, 'VACUUM ANALYZE chat');
}
