import { describe, expect, it } from '@jest/globals';

import { ServedApi } from '../support/api/served-api.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const CHATWOOT = {
  ...{ PARLEY_CHATWOOT_URL: 'http://127.0.0.1:9', PARLEY_CHATWOOT_TOKEN: 'a-token-for-tests' },
  ...{ PARLEY_CHATWOOT_ACCOUNT: '1', PARLEY_CHATWOOT_INBOX: '7' },
  PARLEY_CHATWOOT_WEBHOOK_SECRET: 'a-secret-for-tests-only',
};

describe('a process of one role', () => {
  it.each(['web', 'worker'])('comes up as %s, with another desk set', async (role) => {
    const parley = new ServedApi(database, { PARLEY_ROLE: role, ...CHATWOOT });
    await parley.start();
    try {
      expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
    } finally {
      await parley.stop();
    }
  });
});
