import { mkdir, writeFile } from 'node:fs/promises';

import { Children } from './processes/children.js';
import { Postgres } from './processes/postgres.js';
import { loadAverage } from './report/settings.js';
import { seedHistory } from './reports/seed-history.js';

/**
 * Measures how long leads wait for a month's report beside a million handoffs and two million chats:
 * spread over a year, and all of them in one month. Cold caches are in the first round's maximum.
 *
 *     npx nest build && node bench/reports.js [handoffs] [rounds]
 */
const [size = 1_000_000, rounds = 5] = process.argv.slice(2).map(Number);
const FILE = 'bench/results/reports.json';
const MONTH = { from: '2026-10-01', to: '2026-11-01', zone: 'Europe/Madrid' };
const GROUPINGS = ['queue', 'agent', 'step', 'code', 'day', 'hour'];

const children = new Children();
const endings = [];
try {
  const postgres = await Postgres.start(children, (end) => endings.push(end));
  const results = {};
  for (const [name, days] of Object.entries({ year: 365, month: 31 })) {
    await postgres.createDatabase(name);
    results[name] = await measure(postgres, name, days);
    print(name, results[name]);
  }
  const load = await loadAverage();
  await mkdir('bench/results', { recursive: true });
  await writeFile(FILE, `${JSON.stringify({ size, rounds, load, ...results }, undefined, 2)}\n`);
} finally {
  await children.endAll();
  for (const end of endings) await end();
}

async function measure(postgres, name, days) {
  const { applyMigrations } =
    await import('../dist/adapters/postgres/migrations/apply-migrations.js');
  const { ordinaryPool } = await import('../dist/adapters/postgres/ordinary-pool.js');
  const { PostgresReports } = await import('../dist/adapters/postgres/reports/postgres-reports.js');
  const { reportRange } = await import('../dist/core/reports/report-range.js');
  await applyMigrations(postgres.url(name));
  await seedHistory(postgres, name, size, days);
  const pool = ordinaryPool(postgres.url(name), 2, 'reports');
  const reports = new PostgresReports(pool);
  const asked = { range: reportRange(MONTH, 0), scope: { kind: 'all' } };
  const takenMs = { chats: [] };
  let handoffs = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const by of GROUPINGS) {
        const began = performance.now();
        const { total } = await reports.handoffs({ ...asked, filter: {}, by });
        (takenMs[by] ??= []).push(performance.now() - began);
        handoffs = total.handoffs;
      }
      const began = performance.now();
      await reports.chats({ ...asked, by: 'flow' });
      takenMs.chats.push(performance.now() - began);
    }
  } finally {
    await pool.end();
  }
  const all = Object.values(takenMs).flat();
  return { handoffs, takenMs, p50: quantile(all, 0.5), p95: quantile(all, 0.95) };
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1];
}

function print(name, { handoffs, takenMs, p50, p95 }) {
  const shown = Object.entries(takenMs).map(
    ([by, each]) => `${by} ${quantile(each, 0.5).toFixed(0)}`,
  );
  process.stdout.write(
    `${size} handoffs in a ${name}, ${handoffs} of them counted: p50 ${p50.toFixed(0)} ms, ` +
      `p95 ${p95.toFixed(0)} ms (${shown.join(', ')})\n`,
  );
}
