import { setTimeout as pause } from 'node:timers/promises';

import { nowMs } from '../load/recording.js';
import { MOST_PER_SECOND } from '../phases/saturation.js';
import { PATH } from '../processes/children.js';
import { BRAZE_KEY } from '../processes/secret.js';
import { LIMIT_DATABASE, transactionValues } from './limit-database.js';

/** Its code is compiled by then. */
const WARM_UP_SECONDS = 5;
const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 30_000;

/** Messages a second that the bare pipe takes and delivers, for the same load; see bench/bare-pipe.js. */
export async function barePipePerSecond({ children, generator, postgres, sandbox, options }) {
  const { customers, connections, pipeLimitSeconds: seconds } = options;
  const order = {
    ...{ url: postgres.url(LIMIT_DATABASE), braze: sandbox.url, key: BRAZE_KEY },
    ...{ campaign: 'parley-text', values: transactionValues(customers) },
  };
  const args = ['bench/bare-pipe.js', JSON.stringify(order)];
  const child = children.start('bare pipe', process.execPath, args, { env: { PATH } });
  const [, port] = await child.says(/listening on (\d+)/);
  await generator.order('meet', { customers, port: Number(port) });
  await saturated(generator, port, { connections, seconds: WARM_UP_SECONDS });
  const perSecond = await saturated(generator, port, { connections, seconds });
  await child.end();
  await sandbox.forget();
  return perSecond;
}

async function saturated(generator, port, { connections, seconds }) {
  await generator.order('prepare', { count: seconds * MOST_PER_SECOND });
  const { sentMs, isAccepted } = await generator.order('saturate', { connections, seconds });
  await allSent(port);
  if (isAccepted.includes(0)) throw new Error('The bare pipe refused messages');
  return sentMs.length / ((nowMs() - sentMs[0]) / 1_000);
}

async function allSent(port) {
  const endMs = nowMs() + PATIENCE_MS;
  while (nowMs() < endMs) {
    const { taken, sent } = await (await fetch(`http://127.0.0.1:${port}/`)).json();
    if (taken === sent) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error('The bare pipe did not deliver what it took');
}
