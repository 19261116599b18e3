import 'reflect-metadata';

import { explainFailure } from '#adapters/cli/explain-failure.ts';
import { readEnvironment } from '#config/environment.ts';

import { type RunningParley, startParley } from './nest/start-parley.ts';

/** A second signal means that somebody does not want to wait for the end in order. */
const FORCED_EXIT = 130;
/** npm hands Ctrl-C on to us, whom the terminal told already: so soon it is the same one. */
const SAME_SIGNAL_MS = 1000;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function greet({ url, operationsUrl, hasSandbox }: RunningParley): void {
  say(`Parley is ready at ${url}`);
  say(`  answer customers    ${url}/desk`);
  if (!hasSandbox) return;
  say(`  write to the bot    ${url}/phone`);
  say(`  what Braze received ${operationsUrl}/sandbox/api/calls`);
  say('  Braze is the built-in sandbox: set BRAZE_REST_URL and BRAZE_API_KEY for the real one.');
}

async function run(): Promise<void> {
  const starting = startParley(readEnvironment(), say);
  leaveWhenTold(starting);
  greet(await starting);
}

/** From the first moment on: a start that is broken off ends what it has started, too. */
function leaveWhenTold(starting: Promise<RunningParley>): void {
  let toldAtMs: number | undefined;
  const leave = (): void => {
    if (toldAtMs === undefined) {
      toldAtMs = performance.now();
      void end(starting);
    } else if (performance.now() - toldAtMs > SAME_SIGNAL_MS) process.exit(FORCED_EXIT);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
}

async function end(starting: Promise<RunningParley>): Promise<void> {
  const parley = await starting.catch(() => undefined); // run() tells why
  if (parley === undefined) return;
  try {
    await parley.stop();
    process.exit(0);
  } catch (failure) {
    process.stderr.write(`${explainFailure(failure)}\n`);
    process.exit(1);
  }
}

run().catch((failure: unknown) => {
  process.stderr.write(`${explainFailure(failure)}\n`);
  process.exit(1);
});
