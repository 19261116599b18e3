import { latest, percentilesBetween } from '../evidence/percentiles.js';
import { runPhase } from './phase.js';

/** A reply takes its customer's next one a round trip to Braze and a little. */
const A_REPLY_MS = 32;
const SETTLING_MS = 1_000;

/**
 * One customer sends many messages at once while others write at a steady rate. `faultsInStore` at the
 * end of the run proves that they were answered in order.
 */
export async function burst(world) {
  const { burstMessages, othersPerSecond, burstSeconds, connections, customers } = world.options;
  const seconds = burstSeconds + (burstMessages * A_REPLY_MS) / 1_000;
  await world.generator.order('prepare', { count: othersPerSecond * seconds });
  const phase = await runPhase(world, 'burst', (generator) =>
    generator.order('pace', {
      perSecond: othersPerSecond,
      seconds,
      connections: connections + burstMessages,
      burst: { at: burstSeconds, customer: customers, messages: burstMessages },
    }),
  );
  return outcome(phase, customers, burstMessages);
}

function outcome(phase, customer, messages) {
  const isBurst = (i) => phase.customer[i] === customer;
  const theirs = (column) => column.filter((_, i) => isBurst(i));
  const atMs = phase.extraAtMs;
  const endMs = latest(theirs(phase.lastMs));
  const before = (i) =>
    !isBurst(i) && phase.dueMs[i] >= phase.startMs + SETTLING_MS && phase.dueMs[i] < atMs;
  const during = (i) => !isBurst(i) && phase.dueMs[i] >= atMs && phase.dueMs[i] < endMs;
  return {
    messages,
    ackedWithinMs: latest(theirs(phase.answeredMs)) - atMs,
    answeredWithinMs: endMs - atMs,
    toAckMs: {
      before: percentilesBetween(phase.dueMs, phase.answeredMs, before),
      during: percentilesBetween(phase.dueMs, phase.answeredMs, during),
    },
    toBrazeMs: {
      before: percentilesBetween(phase.dueMs, phase.firstMs, before),
      during: percentilesBetween(phase.dueMs, phase.firstMs, during),
    },
  };
}
