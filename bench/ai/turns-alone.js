import { percentilesBetween } from '../evidence/percentiles.js';
import { settled } from './settled.js';
import { shareOf } from './share.js';

/** Few turns, and nothing beside them: what Parley itself takes of each. */
export async function alone(world) {
  const { advisers, options, sandbox } = world;
  await sandbox.newArrivals();
  const sent = await advisers.ask(options.alonePerSecond, options.aloneSeconds);
  await settled(world);
  const { firstMs, faults } = advisers.answersTo(sent, await sandbox.newArrivals());
  world.faults.push(...faults.map((fault) => `turns alone: ${fault}`));
  return {
    perSecond: options.alonePerSecond,
    shareMs: shareOf(sent, firstMs, options),
    toAckMs: percentilesBetween(sent.dueMs, sent.answeredMs),
  };
}
