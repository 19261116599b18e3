import { percentilesBetween } from '../evidence/percentiles.js';
import { runPhase } from '../phases/phase.js';

/** Not looked at: it finds caches that the phase before left. */
const SETTLING_MS = 1_000;

/** So few messages that each finds the service idle: how long the reply of each is held back. */
export async function idle(world) {
  const { idlePerSecond: perSecond, idleSeconds: seconds, connections } = world.options;
  await world.generator.order('prepare', { count: perSecond * seconds });
  const phase = await runPhase(world, 'idle', (generator) =>
    generator.order('pace', { perSecond, seconds, connections }),
  );
  const isSettled = (i) => phase.dueMs[i] >= phase.startMs + SETTLING_MS;
  return {
    addedMs: percentilesBetween(phase.answeredMs, phase.firstMs, isSettled),
    toBrazeMs: percentilesBetween(phase.dueMs, phase.firstMs, isSettled),
  };
}
