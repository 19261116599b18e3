import { randomBytes, randomUUID } from 'node:crypto';

import { EmbeddedPostgres } from '#adapters/postgres/embedded/embedded-postgres.ts';
import { freePort } from '#adapters/postgres/embedded/free-port.ts';
import { applyMigrations } from '#adapters/postgres/migrations/apply-migrations.ts';
import type { Environment } from '#config/environment.ts';
import { assertMayReachCustomers } from '#config/real-customers.ts';

import { createService, type Service } from './create-service.ts';
import { Departure } from './departure.ts';
import { guardNotice } from './guarded.ts';
import { type OpenSandbox, openSandbox, SANDBOX_REST } from './open-sandbox.ts';
import { Runtime } from './runtime.ts';

/** What the embedded Postgres keeps, and the password to it. */
const DATA_FOLDER = '.parley';

/** Parley, running. */
export interface RunningParley {
  /** Where it is, without a slash at its end. */
  readonly url: string;
  /** Where `/metrics` and `/sandbox` are: the same, or the private port. */
  readonly operationsUrl: string;
  readonly hasSandbox: boolean;
  /** Ends it in order: nothing new, what is under way finished, what is left given back. */
  stop(): Promise<void>;
}

/**
 * Starts everything that this process is told to be, and answers once it takes work.
 *
 * @param say told to whoever looks at the terminal
 * @throws AppError with its cure, where something that it needs is not there
 */
export async function startParley(
  environment: Environment,
  say: (text: string) => void,
): Promise<RunningParley> {
  const departure = new Departure();
  try {
    return await start(environment, say, departure);
  } catch (failure) {
    await departure.run();
    throw failure;
  }
}

async function start(
  environment: Environment,
  say: (text: string) => void,
  departure: Departure,
): Promise<RunningParley> {
  assertMayReachCustomers(environment);
  const databaseUrl = environment.databaseUrl() ?? (await embeddedDatabase(say, departure));
  await applyMigrations(databaseUrl, { newer: 'accept' });

  const ports = await choosePorts(environment);
  const url = `http://127.0.0.1:${String(ports.main)}`;
  const operationsUrl = `http://127.0.0.1:${String(ports.operations)}`;
  const restKey = environment.brazeApiKey() ?? randomBytes(24).toString('hex');
  const sandbox = environment.usesSandbox
    ? await sandboxOf(environment, { databaseUrl, restKey, url })
    : undefined;

  const braze = {
    url: environment.BRAZE_REST_URL ?? `${operationsUrl}${SANDBOX_REST}`,
    apiKey: () => environment.brazeApiKey() ?? restKey,
  };
  const runtime = new Runtime(environment, databaseUrl, randomUUID(), braze, false, url);
  const notice = guardNotice(runtime.recipientGuard);
  if (notice !== undefined) say(notice);
  const service: Service = await createService(runtime, sandbox, say);
  departure.lastly(() => service.stop());
  await service.start(ports);
  return { url, operationsUrl, hasSandbox: sandbox !== undefined, stop: () => departure.run() };
}

async function embeddedDatabase(
  say: (text: string) => void,
  departure: Departure,
): Promise<string> {
  const server = await EmbeddedPostgres.start({ directory: DATA_FOLDER, say });
  departure.lastly(() => server.stop());
  return server.url;
}

function sandboxOf(
  environment: Environment,
  { databaseUrl, restKey, url }: { databaseUrl: string; restKey: string; url: string },
): Promise<OpenSandbox> {
  return openSandbox({
    databaseUrl,
    restKey,
    parleyUrl: url,
    webhookSecret: () => environment.webhookSecrets()[0] ?? '',
    currentsSecret: () => environment.currentsSecrets()[0] ?? '',
  });
}

/** A port of 0 is chosen here: the sandbox must know where Parley is before either listens. */
async function choosePorts({
  PORT,
  PARLEY_PRIVATE_PORT,
}: Environment): Promise<{ readonly main: number; readonly operations: number }> {
  const main = PORT === 0 ? await freePort() : PORT;
  const separate = PARLEY_PRIVATE_PORT === 0 ? await freePort() : PARLEY_PRIVATE_PORT;
  return { main, operations: separate ?? main };
}
