import { execFile } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { scriptLines } from '../load/scripts.js';

const run = promisify(execFile);

const ASKED = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_level',
  'wal_sync_method',
  'shared_buffers',
  'max_wal_size',
  'checkpoint_timeout',
  'autovacuum',
];
const SYNCS = 200;

/** Everything that could flatter the figures, as it really was. */
export async function readSettings({ postgres, options, limits, loadBefore }) {
  const rows = await postgres.query(
    'postgres',
    `SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY ($1)`,
    [ASKED],
  );
  const [{ version }] = await postgres.query('postgres', 'SELECT version()');
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    loadBefore: `${loadBefore} processes wanted to run in the minute before: 0 is quiet`,
    shared: 'service, Postgres, sandbox Braze and load generator share it, over loopback, no TLS',
    node: `${process.version} ${options.serviceFlags.join(' ')}`,
    postgres: version.split(' on ')[0],
    ...Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    dataOn: await fileSystemOf(postgres.data),
    fdatasyncMs: await syncMs(postgres.data),
    minimalTransactionBy: limits.tool,
    braze: `sandbox, ${options.latencyMs} ms before each answer, keeps counters only`,
    pacesOff:
      "Braze's rate limits and its hour's budget, WhatsApp's 80 messages a second and 1 in 6 s a " +
      'customer, the gap of 1.5 s between two bubbles',
    payload: 'docs/braze: hardened template, signed headers, signature checked',
    bot: 'flows/, English and Spanish',
    scripts: scriptLines(),
    warmedUp: `${options.warmUpSeconds} s at full load, not measured`,
    customers: options.customers,
    connections: options.connections,
  };
}

/** A folder in memory would make every commit cheap. */
async function fileSystemOf(folder) {
  return run('stat', ['-f', '-c', '%T', folder]).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
}

/** What it costs to have 8 KiB on the disk, at the median. */
async function syncMs(folder) {
  const path = join(folder, '..', 'sync');
  const file = await open(path, 'w');
  const page = Buffer.alloc(8_192);
  const times = [];
  for (let i = 0; i < SYNCS; i += 1) {
    const startMs = performance.now();
    await file.write(page, 0, page.length, 0);
    await file.datasync();
    times.push(performance.now() - startMs);
  }
  await file.close();
  await rm(path);
  return times.sort((a, b) => a - b)[SYNCS / 2];
}

/** How many processes wanted to run in the last minute. */
export async function loadAverage() {
  const text = await readFile('/proc/loadavg', 'utf8').catch(() => 'unknown');
  return text.split(' ')[0];
}
