import { customerName } from '../load/request-queue.js';
import { SERVICE_DATABASE } from '../processes/service.js';

/** The messages of a phase, each customer's in order, with the number of their replies. */
const MESSAGES = `
  SELECT c.recipient_value AS recipient, array_agg(e.replies ORDER BY e.seq) AS replies
  FROM (
    SELECT e.conversation_id, e.seq, count(r.seq)::int AS replies
    FROM event e LEFT JOIN reply r ON (r.conversation_id, r.seq) = (e.conversation_id, e.seq)
    WHERE e.at >= to_timestamp($1::float8 / 1000)
    GROUP BY e.conversation_id, e.seq) e
  JOIN conversation c ON c.id = e.conversation_id
  GROUP BY c.recipient_value`;

/** Postgres keeps whole milliseconds, rounded down. */
const ROUNDING_MS = 1;

/**
 * When the replies to each message of a phase reached Braze.
 *
 * What the store holds says how many replies each message has, and the sandbox says when each
 * customer's replies came: the n-th that came is the n-th that was written, which `faultsInStore`
 * proves.
 *
 * @param sent the generator's columns
 * @param arrivals the sandbox's, by recipient, of this phase alone
 * @returns columns beside `sent`: when the first and the last reply came (NaN where none did),
 *   and what is wrong
 */
export async function deliveriesOf(postgres, sent, sinceMs, arrivals) {
  const rows = await postgres.query(SERVICE_DATABASE, MESSAGES, [sinceMs - ROUNDING_MS]);
  const written = new Map(rows.map(({ recipient, replies }) => [recipient, replies]));
  const progress = new Map();
  const firstMs = new Float64Array(sent.customer.length).fill(NaN);
  const lastMs = new Float64Array(sent.customer.length).fill(NaN);
  let replies = 0;

  for (let i = 0; i < sent.customer.length; i += 1) {
    const recipient = customerName(sent.customer[i]);
    const at = progress.get(recipient) ?? { message: 0, reply: 0 };
    const count = written.get(recipient)?.[at.message] ?? 0;
    const times = arrivals.get(recipient) ?? [];
    firstMs[i] = times[at.reply] ?? NaN;
    lastMs[i] = times[at.reply + count - 1] ?? NaN;
    replies += count;
    progress.set(recipient, { message: at.message + 1, reply: at.reply + count });
  }
  return { firstMs, lastMs, replies, faults: faultsIn(progress, written, arrivals, firstMs) };
}

function faultsIn(progress, written, arrivals, firstMs) {
  const silent = firstMs.reduce((count, ms) => count + (Number.isNaN(ms) ? 1 : 0), 0);
  let unlike = 0;
  for (const [recipient, { message, reply }] of progress) {
    const isWhole =
      written.get(recipient)?.length === message && arrivals.get(recipient)?.length === reply;
    if (!isWhole) unlike += 1;
  }
  return [
    ...(silent > 0 ? [`${silent} messages got no reply`] : []),
    ...(unlike > 0 ? [`${unlike} customers: sent, stored and delivered do not agree`] : []),
  ];
}
