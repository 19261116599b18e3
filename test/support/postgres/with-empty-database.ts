import { randomUUID } from 'node:crypto';

import { onDatabase } from './template.ts';

/** Lends a database without any table, and drops it afterwards; fails on connections left open. */
export async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const serverUrl = process.env['TEST_POSTGRES_URL'] ?? '';
  const name = `parley_${randomUUID().replaceAll('-', '')}`;
  const asAdmin = (sql: string): Promise<void> =>
    onDatabase(serverUrl, 'postgres', async (admin) => {
      await admin.query(sql);
    });

  await asAdmin(`CREATE DATABASE ${name}`);
  try {
    await work(`${serverUrl}/${name}`);
  } finally {
    await asAdmin(`DROP DATABASE ${name}`);
  }
}
