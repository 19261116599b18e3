import { runPhase } from './phase.js';

const LONGEST_SECONDS = 60;

/**
 * Everyone writes once: conversations are born, and everybody's code is compiled.
 *
 * @throws Error when that fails already: there would be nothing to measure
 */
export async function warmUp(world) {
  const { customers, connections } = world.options;
  await world.generator.order('prepare', { count: customers });
  await runPhase(world, 'warm-up', (generator) =>
    generator.order('saturate', { connections, seconds: LONGEST_SECONDS }),
  );
  if (world.faults.length > 0) throw new Error(world.faults.join('\n'));
}
