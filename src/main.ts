import 'reflect-metadata';

import { readEnvironment } from '#config/environment.ts';
import { AppError } from '#core/app-error.ts';

import { type RunningParley, startParley } from './nest/start-parley.ts';

/** A second signal means that somebody does not want to wait for the end in order. */
const FORCED_EXIT = 130;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** What whoever started it needs to know: the cure for what has one, the whole story else. */
function explain(failure: unknown): string {
  if (failure instanceof AppError) return failure.message;
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}

function greet({ url, operationsUrl, hasSandbox }: RunningParley): void {
  say(`Parley is ready at ${url}`);
  if (!hasSandbox) return;
  say(`  write to the bot    ${url}/phone`);
  say(`  what Braze received ${operationsUrl}/sandbox/api/calls`);
  say('  Braze is the built-in sandbox: set BRAZE_REST_URL and BRAZE_API_KEY for the real one.');
}

async function run(): Promise<void> {
  const parley = await startParley(readEnvironment(), say);
  greet(parley);

  let isLeaving = false;
  const leave = (): void => {
    if (isLeaving) process.exit(FORCED_EXIT);
    isLeaving = true;
    parley.stop().then(
      () => process.exit(0),
      (failure: unknown) => {
        process.stderr.write(`${explain(failure)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
}

run().catch((failure: unknown) => {
  process.stderr.write(`${explain(failure)}\n`);
  process.exit(1);
});
