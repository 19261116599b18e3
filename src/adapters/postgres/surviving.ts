import type pg from 'pg';

/**
 * The same pool, whose connections may break without ending the process.
 *
 * An idle one is replaced at the next use. One that is lent, between two statements, tells whoever
 * has it by its next statement; the pool itself hears of idle ones only.
 */
export function surviving(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}
