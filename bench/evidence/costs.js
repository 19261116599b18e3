import { setTimeout as pause } from 'node:timers/promises';

import { SERVICE_DATABASE } from '../processes/service.js';
import { cpuMicroseconds } from '../processes/usage.js';

/** Backends report what they did at most once a second. */
const REPORTED_AFTER_MS = 1_200;

const COMMITS = `
  SELECT xact_commit::float8 AS commits FROM pg_stat_database WHERE datname = current_database()`;
const WAL = `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS bytes`;

/** What the processes and the store have spent so far. */
export async function readCosts({ postgres, service, sandbox, generator }) {
  const cpu = {};
  for (const [name, { child }] of Object.entries({ service, postgres, sandbox, generator })) {
    cpu[name] = await cpuMicroseconds(child.pid);
  }
  await pause(REPORTED_AFTER_MS);
  const [{ commits }] = await postgres.query(SERVICE_DATABASE, COMMITS);
  const [{ bytes }] = await postgres.query(SERVICE_DATABASE, WAL);
  return { cpu, commits, walBytes: bytes };
}

/** What each message cost between two readings; CPU in microseconds. */
export function costsPerMessage(before, after, messages) {
  const cpuMicroseconds = Object.fromEntries(
    Object.entries(after.cpu).map(([name, total]) => [name, (total - before.cpu[name]) / messages]),
  );
  return {
    cpuMicroseconds,
    commits: (after.commits - before.commits) / messages,
    walBytes: (after.walBytes - before.walBytes) / messages,
  };
}
