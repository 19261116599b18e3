import { SERVICE_DATABASE } from '../processes/service.js';

/** Timers of a week to come, as many a customer as it takes. */
const TIMERS = `
  INSERT INTO timer (conversation_id, id, gen, due_at)
  SELECT c.id, 'ballast.' || n, 1, parley_now() + (random() * 6 + 1) * interval '1 day'
  FROM conversation c CROSS JOIN generate_series(1, $1::int) n`;

/** Replies that left weeks ago, before everything else of their conversations. */
const REPLIES = `
  INSERT INTO reply (conversation_id, seq, idx, epoch, sender, step, campaign_id, properties,
                     policy, survives_fence, state, leased_by, attempt, delay_ms, due_at,
                     in_flight_at, settled_at, dispatch_id)
  SELECT c.id, -n, 0, 0, 'bot', 'bench.ballast', 'delivery-one',
         json_build_object('external_system_msg_body', 'Said long ago, and read by now.'),
         'retry', false, 'sent', gen_random_uuid(), 1, 0, at, at, at, gen_random_uuid()::text
  FROM conversation c CROSS JOIN generate_series(1, $1::int) n
  CROSS JOIN LATERAL (SELECT parley_now() - n * interval '8 hours' AS at) a`;

/** What a service that has run for long carries along: waiting timers and settled replies. */
export async function addBallast({ postgres, options }) {
  const each = Math.ceil(options.ballast / options.customers);
  await postgres.query(SERVICE_DATABASE, TIMERS, [each]);
  await postgres.query(SERVICE_DATABASE, REPLIES, [each]);
  await postgres.query(SERVICE_DATABASE, 'VACUUM (ANALYZE) timer');
  await postgres.query(SERVICE_DATABASE, 'VACUUM (ANALYZE) reply');
  const [{ timers, replies }] = await postgres.query(
    SERVICE_DATABASE,
    `SELECT (SELECT count(*)::int FROM timer) AS timers,
            (SELECT count(*)::int FROM reply WHERE settled_at IS NOT NULL) AS replies`,
  );
  return { timers, replies };
}
