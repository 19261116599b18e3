import { faultsInStore } from './evidence/checks.js';
import { makeLimitDatabase } from './limits/limit-database.js';
import { Limits } from './limits/limits.js';
import { readOptions } from './options.js';
import { burst } from './phases/burst.js';
import { countedSaturation, saturation } from './phases/saturation.js';
import { steadyRate } from './phases/steady.js';
import { warmUp } from './phases/warm-up.js';
import { Generator } from './processes/generator.js';
import { Postgres } from './processes/postgres.js';
import { runBench, say } from './processes/run-bench.js';
import { Sandbox } from './processes/sandbox.js';
import { Service } from './processes/service.js';
import { peakMemoryMb } from './processes/usage.js';
import { joinRounds } from './report/join-rounds.js';
import { print } from './report/print.js';
import { ratiosOf } from './report/ratios.js';
import { readSettings } from './report/settings.js';

/**
 * Measures Parley on this machine: starts all that it takes, loads it, checks that nothing was
 * lost or overtaken, prints the figures and ends everything. See docs/guides/bench.md.
 */
const options = readOptions(process.argv.slice(2));
runBench({ options, file: 'bench/results/latest.json', measure, print });

async function measure(world, atEnd) {
  world.limits = new Limits();
  say('starts Postgres, the sandbox Braze and the load generator');
  world.postgres = await Postgres.start(world.children, atEnd);
  await makeLimitDatabase(world.postgres, options.customers);
  world.generator = Generator.start(world.children);
  world.sandbox = await Sandbox.start(world.children, options);

  say('measures the limits');
  await world.limits.measure(world);
  await world.limits.measurePipe(world);
  await startService(world);
  return measureService(world);
}

async function startService(world) {
  say('starts the service; everyone writes once');
  world.service = await Service.start(world.children, world);
  const { port } = world.service;
  await world.generator.order('meet', { customers: options.customers, port });
  await warmUp(world);
}

async function measureService(world) {
  const rounds = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    say(`sends as much as it takes (${round} of ${options.rounds})`);
    rounds.push(await saturation(world));
    say('measures the limits again');
    await world.limits.measure(world);
  }
  say('counts statements');
  const statements = await countedSaturation(world);
  say(`sends ${options.steadyPerSecond} messages a second`);
  const steady = await steadyRate(world);
  say(`sends ${options.burstMessages} messages of one customer at once`);
  const burstOutcome = await burst(world);

  const figures = {
    limits: world.limits.result(),
    saturation: joinRounds(rounds),
    statements,
    steady,
    burst: burstOutcome,
    memoryMb: await peakMemoryMb(world.service.child.pid),
  };
  const faults = await faultsInStore(world.postgres, world.sandbox, world.messages);
  return {
    settings: await readSettings(world),
    ...figures,
    faults: [...world.faults, ...faults],
    ratios: ratiosOf(figures),
  };
}
