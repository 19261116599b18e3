import { execFile } from 'node:child_process';
import { appendFile, chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';

import { freePort } from './free-port.js';

const run = promisify(execFile);

/**
 * A server as one would run it: what is committed is on the disk. No checkpoint falls into a run;
 * with the default of 5 minutes none would either.
 */
const SETTINGS = [
  '',
  'fsync = on',
  'synchronous_commit = on',
  'full_page_writes = on',
  "shared_buffers = '512MB'",
  "max_wal_size = '4GB'",
  "checkpoint_timeout = '30min'",
  'max_connections = 100',
  'jit = off',
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = ''",
  // Loaded but silent: it is switched on for the part of a run that counts statements.
  "shared_preload_libraries = 'pg_stat_statements'",
  "pg_stat_statements.track = 'none'",
];

/** Whom the bench's own questions come from, so that they are not counted among the service's. */
const OBSERVER = 'observer';

/** What the program sees: no PG… and no locale of whoever starts the bench. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** The run's own server, its data in a folder that goes with it. */
export class Postgres {
  static async start(children, onEnd) {
    const { findBinaries } = await import('../../dist/adapters/postgres/embedded/binaries.js');
    const { findPostgresUser } = await import('../../dist/adapters/postgres/embedded/os-user.js');
    const isRoot = process.getuid?.() === 0;
    const runAs = isRoot ? await findPostgresUser() : undefined; // Postgres does not run as root
    const binaries = await findBinaries(runAs, join(tmpdir(), 'parley-bench-binaries'));

    const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
    onEnd(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o755);
    const data = join(folder, 'data');
    await mkdir(data, { mode: 0o700 });
    if (runAs !== undefined) await chown(data, runAs.uid, runAs.gid);
    const options = { ...runAs, cwd: '/', env: ENVIRONMENT };
    const initdb = ['-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--no-locale'];
    await run(join(binaries, 'bin', 'initdb'), initdb, options);

    const port = await freePort();
    // In the file, for what stands on the command line cannot be changed while it runs.
    await appendFile(join(data, 'postgresql.conf'), [...SETTINGS, `port = ${port}`].join('\n'));
    const child = children.start('postgres', join(binaries, 'bin', 'postgres'), ['-D', data], {
      ...options,
      endSignal: 'SIGINT', // ends connections too
    });
    await child.says(/ready to accept connections/);
    const postgres = new Postgres(child, port, data);
    await postgres.query('postgres', `CREATE ROLE ${OBSERVER} SUPERUSER LOGIN`, [], 'parley');
    return postgres;
  }

  constructor(child, port, data) {
    this.child = child;
    this.port = port;
    this.data = data;
  }

  url(database, user = 'parley') {
    return `postgresql://${user}@127.0.0.1:${this.port}/${database}`;
  }

  async createDatabase(name) {
    await this.query('postgres', `CREATE DATABASE ${name} OWNER parley`);
  }

  /** Rows of one query, over a connection of its own. */
  async query(database, sql, values, user = OBSERVER) {
    const client = new pg.Client({ connectionString: this.url(database, user) });
    await client.connect();
    try {
      const { rows } = await client.query(sql, values);
      return rows;
    } finally {
      await client.end();
    }
  }
}
