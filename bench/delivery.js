import { backlog } from './delivery/backlog.js';
import { addBallast } from './delivery/ballast.js';
import { idle } from './delivery/idle.js';
import { readOptions } from './delivery/options.js';
import { print } from './delivery/print.js';
import { warmUp } from './phases/warm-up.js';
import { Generator } from './processes/generator.js';
import { Postgres } from './processes/postgres.js';
import { runBench, say } from './processes/run-bench.js';
import { Sandbox } from './processes/sandbox.js';
import { Service } from './processes/service.js';
import { readSettings } from './report/settings.js';

/**
 * Measures how a full outbox leaves for Braze, and that an empty one makes nobody wait. See
 * docs/guides/bench.md.
 */
const options = readOptions(process.argv.slice(2));
runBench({ options, file: 'bench/results/delivery.json', measure, print });

async function measure(world, atEnd) {
  const { children } = world;
  world.limits = { tool: 'not measured here' };
  say('starts Postgres, the sandbox Braze, the load generator and the service');
  world.postgres = await Postgres.start(children, atEnd);
  world.generator = Generator.start(children);
  world.sandbox = await Sandbox.start(children, options);
  await world.sandbox.knowCampaigns(options.campaigns);
  world.service = await Service.start(children, world);
  const { port } = world.service;
  await world.generator.order('meet', { customers: options.customers, port });
  say('everyone writes once');
  await warmUp(world);
  return measureDelivery(world);
}

async function measureDelivery(world) {
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
