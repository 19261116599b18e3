import { readdir } from 'node:fs/promises';

import { PATH } from '../processes/children.js';
import { LIMIT_DATABASE, transactionValues } from './limit-database.js';

const SCRIPT = 'bench/limits/minimal-transaction.sql';
/** Where Debian keeps it when it is not on the path. */
const DEBIAN = '/usr/lib/postgresql';

/** Minimal transactions a second for each number of connections, by whatever tool is there. */
export async function minimalTransactionsPerSecond({ children, postgres, options }) {
  const pgbench = await findPgbench(children);
  const results = [];
  for (const connections of options.limitConnections) {
    const args = pgbench ? pgbenchArgs(postgres, options, connections) : undefined;
    const child = pgbench
      ? children.start('pgbench', pgbench, args, { env: { PATH } })
      : startOwn(children, postgres, options, connections);
    const [, perSecond] = await child.says(
      /(?:tps = |transactions a second: )([\d.]+)/,
      options.limitSeconds * 1_000 + 30_000,
    );
    await child.succeeds();
    results.push({ connections, perSecond: Number(perSecond) });
  }
  return { tool: pgbench ?? 'pg in Node (pgbench is not installed)', results };
}

function pgbenchArgs(postgres, { customers, limitSeconds }, connections) {
  const variables = Object.entries(transactionValues(customers)).flatMap(([name, value]) => [
    '-D',
    `${name}=${value}`,
  ]);
  const options = ['-n', '-M', 'prepared', '-T', limitSeconds, '-c', connections, '-j', 2];
  const place = ['-h', '127.0.0.1', '-p', postgres.port, '-U', 'parley', LIMIT_DATABASE];
  return [...options, '-f', SCRIPT, ...variables, ...place].map(String);
}

function startOwn(children, postgres, options, connections) {
  const order = { url: postgres.url(LIMIT_DATABASE), connections, seconds: options.limitSeconds };
  const values = transactionValues(options.customers);
  const args = ['bench/node-transactions.js', JSON.stringify({ ...order, values })];
  return children.start('transactions', process.execPath, args, { env: { PATH } });
}

async function findPgbench(children) {
  const versions = (await readdir(DEBIAN).catch(() => [])).sort().reverse();
  for (const path of ['pgbench', ...versions.map((one) => `${DEBIAN}/${one}/bin/pgbench`)]) {
    const child = children.start('pgbench', path, ['--version'], { env: { PATH } });
    const runs = await child.succeeds().then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return undefined;
}
