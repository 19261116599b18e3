import { setTimeout as pause } from 'node:timers/promises';

import { drained } from '../processes/drained.js';

const WITHIN_MS = 30_000;

/** Waits until the model has no question under way and nothing is on its way to Braze. */
export async function settled({ model, postgres }) {
  const endMs = performance.now() + WITHIN_MS;
  while ((await model.underWay()) > 0) {
    if (performance.now() > endMs) throw new Error('The model was never done');
    await pause(50);
  }
  // The last answers are on their way from the model to the log.
  await pause(500);
  await drained(postgres);
}
