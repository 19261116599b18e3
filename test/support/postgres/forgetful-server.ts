import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';

import { findBinaries } from '#adapters/postgres/embedded/binaries.ts';
import { CLEAN_ENVIRONMENT } from '#adapters/postgres/embedded/clean-environment.ts';
import { findPostgresUser, weAreRoot } from '#adapters/postgres/embedded/os-user.ts';

import { freePort } from '../free-port.ts';

const run = promisify(execFile);

/** Safe here and only here: this server holds nothing that a crash could take away. */
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const SETTINGS = [
  ...FORGETFUL,
  'max_connections=200',
  'unix_socket_directories=',
  'listen_addresses=127.0.0.1',
];
/** For root alone, whose checkout Postgres' own user may not be able to enter. */
const COPY_FOLDER = join(tmpdir(), 'parley-postgres-programs');
const USER = 'parley';
const START_PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 50;

/** A Postgres of its own for one run of tests; nothing of it is left afterwards. */
export class ForgetfulServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** Without a database's name. */
    readonly url: string,
  ) {}

  static async start(): Promise<ForgetfulServer> {
    const runAs = weAreRoot() ? await findPostgresUser() : undefined;
    const programs = join(await findBinaries(runAs, COPY_FOLDER), 'bin');
    const folder = await mkdtemp(join(tmpdir(), 'parley-postgres-'));
    if (runAs !== undefined) await chown(folder, runAs.uid, runAs.gid);
    const options = { ...runAs, cwd: '/', env: CLEAN_ENVIRONMENT };
    const data = join(folder, 'data');
    const asked = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
    await run(join(programs, 'initdb'), asked, options);

    const port = await freePort();
    const settings = [...SETTINGS, `port=${String(port)}`].flatMap((setting) => ['-c', setting]);
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...settings], {
      ...options,
      stdio: 'ignore',
    });
    const url = `postgresql://${USER}@127.0.0.1:${String(port)}`;
    await untilItAnswers(url);
    return new ForgetfulServer(child, folder, url);
  }

  async stop(): Promise<void> {
    // Without waiting for connections: whoever left one open has been told by its own test.
    this.child.kill('SIGINT');
    await once(this.child, 'exit');
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function untilItAnswers(url: string): Promise<void> {
  const untilMs = performance.now() + START_PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: `${url}/postgres` });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (failure) {
      if (performance.now() > untilMs) throw failure;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}
