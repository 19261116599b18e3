import { setTimeout as pause } from 'node:timers/promises';

import { faultsInAnswers } from '../evidence/checks.js';
import { deliveriesOf } from '../evidence/deliveries.js';
import { percentilesBetween } from '../evidence/percentiles.js';
import { nowMs } from '../load/recording.js';
import { cpuMicroseconds } from '../processes/usage.js';
import { Gauge } from './gauge.js';
import { settled } from './settled.js';
import { shareOf } from './share.js';

/** Not looked at: the first second finds caches that the phase before left. */
const SETTLING_MS = 1_000;

/**
 * Keywords at their rate, with so many customers waiting on the AI all the while.
 *
 * @param inFlight 0: with nobody
 */
export async function besideAi(world, inFlight) {
  const { generator, sandbox, service, options } = world;
  const { keywordsPerSecond: perSecond, seconds, connections } = options;
  await generator.order('prepare', { count: perSecond * seconds });
  await settled(world);
  await sandbox.newArrivals();
  const sinceMs = nowMs();
  const asking = inFlight === 0 ? undefined : startAsking(world);
  await asking?.full;

  const gauge = Gauge.start(world);
  const cpuBefore = await cpuMicroseconds(service.child.pid);
  const sent = await generator.order('pace', { perSecond, seconds, connections });
  const cpu = (await cpuMicroseconds(service.child.pid)) - cpuBefore;
  const gauged = await gauge.stop();
  const asked = await asking?.sent;
  await settled(world);

  const arrivals = await sandbox.newArrivals();
  const delivered = await deliveriesOf(world.postgres, sent, sinceMs, arrivals);
  const name = inFlight === 0 ? 'without the AI' : 'with the AI';
  const faults = [...faultsInAnswers(sent), ...delivered.faults];
  world.faults.push(...faults.map((fault) => `${name}: ${fault}`));
  const isSettled = (i) => sent.dueMs[i] >= sent.sentMs[0] + SETTLING_MS;
  return {
    ...gauged,
    messages: sent.customer.length,
    toAckMs: percentilesBetween(sent.dueMs, sent.answeredMs, isSettled),
    toBrazeMs: percentilesBetween(sent.dueMs, delivered.firstMs, isSettled),
    generatorLateMs: percentilesBetween(sent.dueMs, sent.sentMs, isSettled),
    serviceCpuShare: cpu / (seconds * 1_000_000),
    ...(asked !== undefined && turnsIn(world, asked, arrivals)),
  };
}

/** Questions at their rate: from a while before the keywords, until they are over. */
function startAsking({ advisers, options }) {
  const { asksPerSecond, seconds, modelMs } = options;
  const fullMs = modelMs + SETTLING_MS;
  const sent = advisers.ask(asksPerSecond, fullMs / 1_000 + seconds);
  sent.catch(() => undefined); // said where it is waited for
  return { sent, full: pause(fullMs) };
}

function turnsIn(world, asked, arrivals) {
  const { firstMs, faults } = world.advisers.answersTo(asked, arrivals);
  world.faults.push(...faults.map((fault) => `with the AI: ${fault}`));
  const { options } = world;
  const isFull = (i) => asked.dueMs[i] >= asked.startMs + options.modelMs;
  return { turns: asked.customer.length, shareMs: shareOf(asked, firstMs, options, isFull) };
}
