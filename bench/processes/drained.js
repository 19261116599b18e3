import { setTimeout as pause } from 'node:timers/promises';

import { SERVICE_DATABASE } from './service.js';

const DRAINED_WITHIN_MS = 60_000;

const UNSETTLED = `
  SELECT 'reply' AS what, state::text, count(*)::int AS count
  FROM reply WHERE state IN ('pending', 'leased', 'in_flight') GROUP BY state
  UNION ALL
  SELECT 'write-back', state::text, count(*)::int
  FROM write_back WHERE state IN ('pending', 'in_flight') GROUP BY state`;

/**
 * Waits until nothing is on its way to Braze any more.
 *
 * @throws Error when something stays
 */
export async function drained(postgres) {
  const endMs = performance.now() + DRAINED_WITHIN_MS;
  for (;;) {
    const unsettled = await postgres.query(SERVICE_DATABASE, UNSETTLED);
    if (unsettled.length === 0) return;
    if (performance.now() > endMs) {
      const lines = unsettled.map(({ what, state, count }) => `${count} ${what} ${state}`);
      throw new Error(`Not everything reached Braze: ${lines.join(', ')}`);
    }
    await pause(100);
  }
}
