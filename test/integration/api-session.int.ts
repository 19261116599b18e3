import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ServedApi } from '../support/api/served-api.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();

describe('the API’s sessions', () => {
  const api = new ServedApi(database);
  beforeAll(() => api.start(), 120_000);
  afterAll(() => api.stop());

  it('makes a first admin, who must set a password of their own before anything else', async () => {
    const said = api.said.join('\n');
    const [, email = '', password = ''] = /as (\S+) with the password (\S+)/.exec(said) ?? [];
    const first = await api.client().signIn(email, password);

    const before = await first.send('GET', '/api/people');
    expect(before.status).toBe(403);
    expect(before.body).toMatchObject({ error: { code: 'access.password-must-change' } });

    const admin = await api.admin();
    expect((await admin.send('GET', '/api/people')).status).toBe(200);
    expect((await first.send('GET', '/api/session')).status).toBe(401);
  });
});
