import { faultsInAnswers } from '../evidence/checks.js';
import { deliveriesOf } from '../evidence/deliveries.js';
import { latest } from '../evidence/percentiles.js';
import { nowMs } from '../load/recording.js';
import { drained } from '../processes/drained.js';

/**
 * Runs one phase: load, then silence until everything is delivered, then the evidence.
 *
 * @param world the run's processes, and `faults` to add to
 * @param sendAll gives the generator its order and answers its columns
 */
export async function runPhase(world, name, sendAll) {
  const sinceMs = nowMs();
  const sent = await sendAll(world.generator);
  await drained(world.postgres);
  const arrivals = await world.sandbox.newArrivals();
  const delivered = await deliveriesOf(world.postgres, sent, sinceMs, arrivals);

  const messages = sent.customer.length;
  const faults = [...faultsInAnswers(sent), ...delivered.faults];
  world.faults.push(...faults.map((fault) => `${name}: ${fault}`));
  world.messages += messages;
  return {
    ...sent,
    messages,
    replies: delivered.replies,
    firstMs: delivered.firstMs,
    lastMs: delivered.lastMs,
    startMs: sent.sentMs[0],
    ackedMs: latest(sent.answeredMs),
    deliveredMs: latest(delivered.lastMs),
  };
}
