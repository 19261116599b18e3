import { SERVICE_DATABASE } from '../processes/service.js';

/**
 * The sandbox numbers its dispatches as calls come in, and a call names a customer once. So
 * replies that left in order have rising dispatch ids.
 */
const OUT_OF_ORDER = `
  SELECT count(*)::int AS count FROM (
    SELECT dispatch_id, lag(dispatch_id) OVER (
      PARTITION BY conversation_id ORDER BY seq, idx) AS before
    FROM reply WHERE state = 'sent') r
  WHERE dispatch_id <= before`;

const GAPS = `
  SELECT count(*)::int AS count FROM (
    SELECT conversation_id FROM event GROUP BY conversation_id HAVING max(seq) <> count(*)) c`;

const STATES = `
  SELECT (SELECT count(*)::int FROM event) AS events,
         (SELECT count(*)::int FROM event WHERE parked IS NOT NULL) AS parked,
         (SELECT count(*)::int FROM quarantine) AS quarantined,
         (SELECT count(*)::int FROM reply WHERE state = 'sent') AS sent,
         (SELECT count(*)::int FROM reply WHERE state <> 'sent') AS not_sent,
         (SELECT min(reason) FROM reply WHERE state <> 'sent') AS reason,
         (SELECT count(*)::int FROM reply WHERE attempt > 1) AS repeated`;

/** What is wrong with the answers of a phase: each must be a 202 for an accepted message. */
export function faultsInAnswers({ isAccepted, status, refusal }) {
  const refused = isAccepted.filter((one) => one === 0).length;
  if (refused === 0) return [];
  const lost = status.filter((one) => one === 0).length;
  const example = refusal === undefined ? '' : `, such as:\n${refusal}`;
  return [`${refused} webhooks were not accepted, ${lost} of them never answered${example}`];
}

/** What is wrong with the whole run: every message once, in order, and nothing left over. */
export async function faultsInStore(postgres, sandbox, messages) {
  const one = async (sql) => (await postgres.query(SERVICE_DATABASE, sql))[0];
  const [order, gaps, states] = [await one(OUT_OF_ORDER), await one(GAPS), await one(STATES)];
  const delivered = await sandbox.sent();
  const facts = [
    [order.count === 0, `${order.count} replies overtook another of their customer`],
    [gaps.count === 0, `${gaps.count} conversations have a gap in their log`],
    [states.events === messages, `${states.events} events for ${messages} messages`],
    [states.parked === 0, `${states.parked} events were parked`],
    [states.quarantined === 0, `${states.quarantined} webhooks were quarantined`],
    [states.not_sent === 0, `${states.not_sent} replies were not sent: ${states.reason}`],
    [states.repeated === 0, `${states.repeated} replies were sent more than once`],
    [states.sent === delivered, `${states.sent} replies sent, ${delivered} arrived at Braze`],
  ];
  return facts.flatMap(([holds, fault]) => (holds ? [] : [fault]));
}
