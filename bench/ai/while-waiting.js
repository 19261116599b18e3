import { setTimeout as pause } from 'node:timers/promises';

import { faultsInAnswers } from '../evidence/checks.js';
import { deliveriesOf } from '../evidence/deliveries.js';
import { percentilesBetween } from '../evidence/percentiles.js';
import { nowMs } from '../load/recording.js';
import { settled } from './settled.js';

/** From one wave to the next: within a second all ask, then they wait, are answered, and it is quiet. */
const WAVE_MS = 8_000;
const ASKING_SECONDS = 1;
const LOOK_MS = 25;
/** So many of those who asked are with the model: the rest are what looking is late by. */
const NEARLY_ALL = 0.99;
/**
 * Left out at both ends: a keyword that is on its way when answers come, or came while the last
 * questions were on theirs, shares the machine with those and not with people who wait.
 */
const MARGIN_MS = 200;

/**
 * Keywords at their rate, while everyone who asked waits and nobody asks or is answered: what waiting
 * itself costs the others.
 *
 * A keyword counts that was due while nearly all questions were under way at the model, and nobody
 * had just asked or was about to be answered.
 */
export async function whileWaiting(world) {
  const { generator, sandbox, options } = world;
  const { keywordsPerSecond: perSecond, waves, connections } = options;
  const seconds = (waves * WAVE_MS) / 1_000;
  await generator.order('prepare', { count: perSecond * seconds });
  await settled(world);
  await sandbox.newArrivals();
  const sinceMs = nowMs();
  const writing = generator.order('pace', { perSecond, seconds, connections });
  const asked = [];
  const windows = [];
  for (let wave = 0; wave < waves; wave += 1) {
    const nextMs = nowMs() + WAVE_MS;
    const asking = world.advisers.ask(options.inFlight / ASKING_SECONDS, ASKING_SECONDS);
    windows.push(await windowOf(world, nextMs));
    asked.push(await asking);
    await pause(Math.max(0, nextMs - nowMs()));
  }
  const sent = await writing;
  await settled(world);

  const arrivals = await sandbox.newArrivals();
  const delivered = await deliveriesOf(world.postgres, sent, sinceMs, arrivals);
  world.faults.push(
    ...[...faultsInAnswers(sent), ...delivered.faults].map((fault) => `while they wait: ${fault}`),
  );
  const isWithin = (i) =>
    windows.some(
      ({ fromMs, toMs }) => sent.dueMs[i] >= fromMs + MARGIN_MS && sent.dueMs[i] < toMs - MARGIN_MS,
    );
  return {
    questions: asked.reduce((sum, { customer }) => sum + customer.length, 0),
    windowMs: windows.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / waves,
    toAckMs: percentilesBetween(sent.dueMs, sent.answeredMs, isWithin),
    toBrazeMs: percentilesBetween(sent.dueMs, delivered.firstMs, isWithin),
    allToBrazeMs: percentilesBetween(sent.dueMs, delivered.firstMs),
  };
}

/** From when nearly all wait until the first of them need not any more. @throws Error where that never is */
async function windowOf({ model, options }, endMs) {
  const isFull = async () => (await model.underWay()) >= options.inFlight * NEARLY_ALL;
  while (!(await isFull())) {
    if (nowMs() > endMs) throw new Error('They never waited all at once');
    await pause(LOOK_MS);
  }
  const fromMs = nowMs();
  let toMs = fromMs;
  while (await isFull()) {
    toMs = nowMs();
    await pause(LOOK_MS);
  }
  return { fromMs, toMs };
}
