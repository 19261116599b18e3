import { runPhase } from './phase.js';
import { MOST_PER_SECOND } from './saturation.js';

const LONGEST_SECONDS = 60;

/**
 * Everyone writes once, so that all conversations are born; then as much as it takes for a while:
 * a service runs for weeks, and the first half minute of a Node process is spent compiling.
 *
 * @throws Error when that fails already: there would be nothing to measure
 */
export async function warmUp(world) {
  const { customers, connections, warmUpSeconds: seconds } = world.options;
  await world.generator.order('prepare', { count: customers });
  await runPhase(world, 'warm-up', (generator) =>
    generator.order('saturate', { connections, seconds: LONGEST_SECONDS }),
  );
  await world.generator.order('prepare', { count: seconds * MOST_PER_SECOND });
  await runPhase(world, 'warm-up at full load', (generator) =>
    generator.order('saturate', { connections, seconds }),
  );
  if (world.faults.length > 0) throw new Error(world.faults.join('\n'));
}
