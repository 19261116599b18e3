import { costsPerMessage, readCosts } from '../evidence/costs.js';
import { countBetween, latest, percentilesBetween } from '../evidence/percentiles.js';
import { startCounting, stopCounting } from '../evidence/statements.js';
import { runPhase } from './phase.js';

/** More than the service could take. */
export const MOST_PER_SECOND = 12_000;
/** Left out at both ends of the steady part. */
const MARGIN_MS = 1_000;

/** As much as the service takes, until all of it is delivered. */
export async function saturation(world) {
  const { saturationSeconds: seconds, connections } = world.options;
  await world.generator.order('prepare', { count: seconds * MOST_PER_SECOND });
  const before = await readCosts(world);
  const phase = await runPhase(world, 'saturation', (generator) =>
    generator.order('saturate', { connections, seconds }),
  );
  const after = await readCosts(world);

  const { messages, replies, startMs, ackedMs, deliveredMs } = phase;
  const [fromMs, toMs] = [startMs + MARGIN_MS, latest(phase.sentMs) - MARGIN_MS];
  return {
    messages,
    repliesPerMessage: replies / messages,
    ackedPerSecond: messages / ((ackedMs - startMs) / 1_000),
    deliveredPerSecond: messages / ((deliveredMs - startMs) / 1_000),
    steadyDeliveredPerSecond: countBetween(phase.lastMs, fromMs, toMs) / ((toMs - fromMs) / 1_000),
    lagAfterLoadMs: deliveredMs - ackedMs,
    toAckMs: percentilesBetween(phase.dueMs, phase.answeredMs),
    toBrazeMs: percentilesBetween(phase.dueMs, phase.firstMs),
    costs: costsPerMessage(before, after, messages),
  };
}

/** The same for a moment with statements counted, which costs a little and so is not timed. */
export async function countedSaturation(world) {
  const { countedSeconds: seconds, connections } = world.options;
  await world.generator.order('prepare', { count: seconds * MOST_PER_SECOND });
  await startCounting(world.postgres);
  const { messages } = await runPhase(world, 'counting', (generator) =>
    generator.order('saturate', { connections, seconds }),
  );
  return stopCounting(world.postgres, messages);
}
