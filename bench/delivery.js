import { mkdir, writeFile } from 'node:fs/promises';

import { backlog } from './delivery/backlog.js';
import { addBallast } from './delivery/ballast.js';
import { idle } from './delivery/idle.js';
import { readOptions } from './delivery/options.js';
import { print } from './delivery/print.js';
import { warmUp } from './phases/warm-up.js';
import { build } from './processes/build.js';
import { Children } from './processes/children.js';
import { Generator } from './processes/generator.js';
import { Postgres } from './processes/postgres.js';
import { Sandbox } from './processes/sandbox.js';
import { Service } from './processes/service.js';
import { loadAverage, readSettings } from './report/settings.js';

/**
 * Measures how a full outbox leaves for Braze, and that an empty one makes nobody wait. See
 * docs/guides/bench.md.
 */
const RESULT = 'bench/results/delivery.json';
const LONGEST_MS = 10 * 60_000;

const options = readOptions(process.argv.slice(2));
const children = new Children();
const atEnd = [];
let isEnding = false;

async function main() {
  const loadBefore = await loadAverage();
  if (options.builds) await build(children);
  say('starts Postgres, the sandbox Braze, the load generator and the service');
  const limits = { tool: 'not measured here' };
  const world = { options, children, loadBefore, limits, faults: [], messages: 0 };
  world.postgres = await Postgres.start(children, (work) => atEnd.push(work));
  world.generator = Generator.start(children);
  world.sandbox = await Sandbox.start(children, options);
  await world.sandbox.knowCampaigns(options.campaigns);
  world.service = await Service.start(children, world);
  const { port } = world.service;
  await world.generator.order('meet', { customers: options.customers, port });
  say('everyone writes once');
  await warmUp(world);

  const result = { at: new Date().toISOString(), ...(await measure(world)) };
  print(result);
  await mkdir('bench/results', { recursive: true });
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  return result.faults.length === 0 ? 0 : 1;
}

async function measure(world) {
  say(`sends ${options.idlePerSecond} messages a second`);
  const alone = await idle(world);
  const light = await rounds(world, 'lets a full outbox go', 0);
  say(`adds ${options.ballast} timers and as many settled replies`);
  const ballast = await addBallast(world);
  const heavy = await rounds(world, 'lets a full outbox go beside them', options.backlogRounds);
  const all = [...light, ...heavy];
  return {
    settings: {
      ...(await readSettings(world)),
      bot: 'flows/ for the warm-up; the outbox is filled by SQL while sending is paused',
      backlog: `${options.customers} replies for as many customers in ${options.campaigns.length} campaigns`,
    },
    ...{ idle: alone, light, heavy, ballast },
    faults: [...world.faults, ...all.flatMap(({ faults }) => faults)],
    ratios: {
      'backlog-per-second/3500': best(light) / 3_500,
      'recipients-per-call/45': mean(all.map(({ recipientsPerCall }) => recipientsPerCall)) / 45,
      'idle-added-p50-ms/25': alone.addedMs.p50 / 25,
      'backlog-beside-ballast/alone': best(heavy) / best(light),
      'cpu-a-reply-beside-ballast/alone': leastCpu(heavy) / leastCpu(light),
    },
  };
}

async function rounds(world, what, before) {
  const results = [];
  for (let round = 1; round <= options.backlogRounds; round += 1) {
    say(`${what} (${round} of ${options.backlogRounds})`);
    results.push(await backlog(world, before + round));
  }
  return results;
}

/** A shared machine only ever takes away: the best round is the least disturbed. */
function best(rounds) {
  return Math.max(...rounds.map(({ perSecond }) => perSecond));
}

/** Microseconds of CPU a reply, of service and Postgres: it hardly knows who else uses the machine. */
function leastCpu(rounds) {
  return Math.min(
    ...rounds.map(({ cpuMicroseconds: { service, postgres } }) => service + postgres),
  );
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function say(what) {
  process.stdout.write(`bench: ${what}\n`);
}

async function end(code) {
  if (isEnding) return; // whatever fails because its processes were ended
  isEnding = true;
  clearTimeout(watchdog);
  await children.endAll();
  for (const work of atEnd) await work();
  process.exit(code);
}

const watchdog = setTimeout(() => {
  say('takes far too long and gives up');
  void end(1);
}, LONGEST_MS);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end(1));
process.on('exit', () => children.killAll());

main().then(end, (failure) => {
  if (!isEnding) process.stderr.write(`bench: ${failure.stack}\n`);
  return end(1);
});
