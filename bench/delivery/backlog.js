import { setTimeout as pause } from 'node:timers/promises';

import { costsPerMessage, readCosts } from '../evidence/costs.js';
import { drained } from '../processes/drained.js';
import { SERVICE_DATABASE } from '../processes/service.js';

/** Every replica has seen a pause by then. */
const PAUSE_SEEN_MS = 1_500;
/** The last answers are written down by then. */
const SETTLED_MS = 300;
const ARRIVED_WITHIN_MS = 120_000;
/** No event is numbered so high: these replies answer none. */
const FIRST_SEQ = 1_000_000;

const PAUSE = `INSERT INTO pause (paused_by, reason) VALUES ('bench', 'fills the outbox')`;

/** A reply for each customer, evenly in all campaigns, all due at once and nobody's yet. */
const FILL = `
  INSERT INTO reply (conversation_id, seq, idx, epoch, sender, step, campaign_id, properties,
                     policy, survives_fence, state, delay_ms, due_at, expires_at)
  SELECT c.id, $1::int, 0, c.epoch, 'bot', 'bench.backlog',
         ($2::text[])[1 + row_number() OVER () % cardinality($2::text[])],
         json_build_object('external_system_msg_body', 'Your order has left our house.'),
         'retry', false, 'pending', 0, parley_now(), parley_now() + interval '1 day'
  FROM (SELECT id, epoch FROM conversation ORDER BY id LIMIT $3) c`;

const SENT = `
  SELECT count(*)::int AS count FROM reply WHERE seq = $1::int AND state = 'sent' AND attempt = 1`;

/**
 * Lets a full outbox go: it is filled while sending is paused, and what counts is the time from the
 * first reply's arrival at Braze to the answer to the last.
 */
export async function backlog(world, round) {
  const { postgres, sandbox, options } = world;
  const { customers, campaigns, latencyMs } = options;
  const query = (text, values) => postgres.query(SERVICE_DATABASE, text, values);
  await query(PAUSE);
  await pause(PAUSE_SEEN_MS);
  await query(FILL, [FIRST_SEQ + round, campaigns, customers]);
  await query('ANALYZE reply');
  await sandbox.newArrivals();
  const before = await sandbox.counters();

  const costsBefore = await readCosts(world);
  await query('DELETE FROM pause');
  await arrived(sandbox, before.messages_sent + customers);
  await pause(SETTLED_MS);
  const costsAfter = await readCosts(world);
  await drained(postgres);
  const after = await sandbox.counters();
  const arrivals = await sandbox.newArrivals();
  const times = [...arrivals.values()].flat().sort((a, b) => a - b);
  const [{ count: sent }] = await query(SENT, [FIRST_SEQ + round]);
  const seconds = (times.at(-1) - times[0] + latencyMs) / 1_000;
  return {
    perSecond: times.length / seconds,
    recipientsPerCall: times.length / (sends(after) - sends(before)),
    ...costsPerMessage(costsBefore, costsAfter, times.length),
    faults: faultsIn({ sent, times, arrivals, customers }),
  };
}

/**
 * Asks the sandbox and not the store, where looking for what is unsettled would be a walk through
 * everything that ever left.
 */
async function arrived(sandbox, count) {
  const endMs = performance.now() + ARRIVED_WITHIN_MS;
  while ((await sandbox.counters()).messages_sent < count) {
    if (performance.now() > endMs) throw new Error('Not everything reached Braze');
    await pause(50);
  }
}

function sends({ by_endpoint: byEndpoint }) {
  return byEndpoint['POST /campaigns/trigger/send'] ?? 0;
}

function faultsIn({ sent, times, arrivals, customers }) {
  return [
    ...(sent === customers ? [] : [`${sent} of ${customers} replies were sent at the first try`]),
    ...(times.length === customers && arrivals.size === customers
      ? []
      : [`${times.length} replies reached ${arrivals.size} of ${customers} customers`]),
  ];
}
