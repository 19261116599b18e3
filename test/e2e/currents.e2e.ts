import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { buildOnce, ParleyProcess } from '../support/e2e/parley-process.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { query } from '../support/postgres/query.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const PATIENCE_MS = 240_000;
// Empty: the service brings it to its schema.
const database = useDatabase('template0');

describe('feedback, with nothing set but a database', () => {
  let parley: ParleyProcess;

  beforeAll(async () => {
    buildOnce();
    parley = new ParleyProcess(await freePort(), { DATABASE_URL: database() });
    await parley.start();
  }, PATIENCE_MS);
  afterAll(() => parley.stop(), PATIENCE_MS);

  it('knows that an answer was read, and forgets a customer who is deleted', async () => {
    const users = `${parley.url}/sandbox/api/users`;
    const json = { 'content-type': 'application/json' };
    const post = (url: string, body: unknown): Promise<Response> =>
      fetch(url, { method: 'POST', body: JSON.stringify(body), headers: json });
    await post(users, { external_id: 'ana' });
    await post(`${users}/ana/messages`, { text: 'opening hours' });

    await eventually(
      () => query(database(), 'SELECT 1 FROM delivery WHERE read_at IS NOT NULL'),
      (rows) => rows.length > 0,
    );
    await fetch(`${users}/ana`, { method: 'DELETE', body: '{}', headers: json });

    const left = await eventually(
      () => query(database(), 'SELECT 1 FROM conversation'),
      (rows) => rows.length === 0,
    );
    expect(left).toEqual([]);
  });
});
