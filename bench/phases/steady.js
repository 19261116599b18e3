import { percentilesBetween } from '../evidence/percentiles.js';
import { cpuMicroseconds } from '../processes/usage.js';
import { runPhase } from './phase.js';

/** Not looked at: the first second finds caches that the phase before left. */
const SETTLING_MS = 1_000;

/** A fixed number of messages a second, on time whatever the service does. */
export async function steadyRate(world) {
  const { steadyPerSecond: perSecond, steadySeconds: seconds, connections } = world.options;
  await world.generator.order('prepare', { count: perSecond * seconds });
  const cpuBefore = await cpuMicroseconds(world.service.child.pid);
  const phase = await runPhase(world, 'steady rate', (generator) =>
    generator.order('pace', { perSecond, seconds, connections }),
  );
  const cpuAfter = await cpuMicroseconds(world.service.child.pid);
  const isSettled = (i) => phase.dueMs[i] >= phase.startMs + SETTLING_MS;
  return {
    perSecond,
    messages: phase.messages,
    toAckMs: percentilesBetween(phase.dueMs, phase.answeredMs, isSettled),
    toBrazeMs: percentilesBetween(phase.dueMs, phase.firstMs, isSettled),
    generatorLateMs: percentilesBetween(phase.dueMs, phase.sentMs, isSettled),
    serviceCpuMicroseconds: (cpuAfter - cpuBefore) / phase.messages,
  };
}
