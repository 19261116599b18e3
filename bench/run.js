import { mkdir, writeFile } from 'node:fs/promises';

import { faultsInStore } from './evidence/checks.js';
import { makeLimitDatabase } from './limits/limit-database.js';
import { Limits } from './limits/limits.js';
import { readOptions } from './options.js';
import { burst } from './phases/burst.js';
import { countedSaturation, saturation } from './phases/saturation.js';
import { steadyRate } from './phases/steady.js';
import { warmUp } from './phases/warm-up.js';
import { build } from './processes/build.js';
import { Children } from './processes/children.js';
import { Generator } from './processes/generator.js';
import { Postgres } from './processes/postgres.js';
import { Sandbox } from './processes/sandbox.js';
import { Service } from './processes/service.js';
import { peakMemoryMb } from './processes/usage.js';
import { joinRounds } from './report/join-rounds.js';
import { print } from './report/print.js';
import { ratiosOf } from './report/ratios.js';
import { loadAverage, readSettings } from './report/settings.js';

/**
 * Measures Parley on this machine: starts all that it takes, loads it, checks that nothing was
 * lost or overtaken, prints the figures and ends everything. See docs/guides/bench.md.
 */
const RESULT = 'bench/results/latest.json';
/** Nothing of a run takes longer; whatever hangs, it ends. */
const LONGEST_MS = 10 * 60_000;

const options = readOptions(process.argv.slice(2));
const children = new Children();
const atEnd = [];
let isEnding = false;

async function main() {
  const loadBefore = await loadAverage();
  say('builds where the sources changed');
  if (options.builds) await build(children);

  const limits = new Limits();
  const world = { options, children, loadBefore, limits, faults: [], messages: 0 };
  say('starts Postgres, the sandbox Braze and the load generator');
  world.postgres = await Postgres.start(children, (work) => atEnd.push(work));
  await makeLimitDatabase(world.postgres, options.customers);
  world.generator = Generator.start(children);
  world.sandbox = await Sandbox.start(children, options);

  say('measures the limits');
  await world.limits.measure(world);
  await startService(world);
  const result = { at: new Date().toISOString(), ...(await measure(world)) };
  print(result);
  await mkdir('bench/results', { recursive: true });
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  return result.faults.length === 0 ? 0 : 1;
}

async function startService(world) {
  say('starts the service; everyone writes once');
  world.service = await Service.start(children, world);
  const { port } = world.service;
  await world.generator.order('meet', { customers: options.customers, port });
  await warmUp(world);
}

async function measure(world) {
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
