import { Advisers } from './ai/advisers.js';
import { besideAi } from './ai/beside-ai.js';
import { makeFlows } from './ai/flows.js';
import { SlowModel } from './ai/model.js';
import { readOptions } from './ai/options.js';
import { print } from './ai/print.js';
import { ratiosOf } from './ai/ratios.js';
import { alone } from './ai/turns-alone.js';
import { whileWaiting } from './ai/while-waiting.js';
import { warmUp } from './phases/warm-up.js';
import { Generator } from './processes/generator.js';
import { Postgres } from './processes/postgres.js';
import { runBench, say } from './processes/run-bench.js';
import { Sandbox } from './processes/sandbox.js';
import { Service } from './processes/service.js';
import { readSettings } from './report/settings.js';

/**
 * Measures that customers who wait on an AI make nobody else wait: 1,000 of them, a model that takes
 * three seconds, and 200 keywords a second beside them. See docs/guides/bench.md.
 */
const options = readOptions(process.argv.slice(2));
runBench({ options, file: 'bench/results/ai.json', measure, print });

async function measure(world, atEnd) {
  const { children } = world;
  world.limits = { tool: 'not measured here' };
  say('starts Postgres, the sandbox Braze, the model, two load generators and the service');
  world.postgres = await Postgres.start(children, atEnd);
  world.sandbox = await Sandbox.start(children, options);
  world.model = await SlowModel.start(children, options);
  world.environment = { ...world.model.environment, PARLEY_FLOWS: await makeFlows(atEnd) };
  world.service = await Service.start(children, world);
  world.generator = Generator.start(children);
  const { port } = world.service;
  await world.generator.order('meet', { customers: options.customers, port });
  world.advisers = await Advisers.start(world);
  say('everyone writes once');
  await warmUp(world);
  await world.advisers.warmUp();

  say('asks the AI with nothing beside it');
  const turns = await alone(world);
  const rounds = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    say(`keywords, without the AI and with it (${round} of ${options.rounds})`);
    const without = await besideAi(world, 0);
    rounds.push({ without, with: await besideAi(world, options.inFlight) });
  }
  say('keywords, while everyone who asked waits');
  const waiting = await whileWaiting(world);
  return {
    settings: {
      ...(await readSettings(world)),
      bot: 'flows/, and a flow of one `ai` step with `settle: 0s`',
      model: `${options.modelMs} ms for each answer, in a process of its own; budgets of tokens off`,
      keywords: `${options.keywordsPerSecond} messages a second for ${options.seconds} s`,
      asking: `${options.inFlight} customers at a time: ${options.asksPerSecond} turns a second`,
    },
    ...{ turns, rounds, waiting },
    faults: world.faults,
    ratios: ratiosOf({ turns, rounds, waiting }),
  };
}
