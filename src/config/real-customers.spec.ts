import { describe, expect, it } from '@jest/globals';

import { readEnvironment } from './environment.ts';
import { assertMayReachCustomers } from './real-customers.ts';

const REAL = {
  DATABASE_URL: 'postgresql://parley:secret@db/parley',
  BRAZE_REST_URL: 'https://rest.fra-01.braze.eu',
  BRAZE_API_KEY: '0a1b2c3d-key',
  PARLEY_WEBHOOK_SECRETS: 'sixteen-letters-and-more',
};

function start(change: NodeJS.ProcessEnv): void {
  assertMayReachCustomers(readEnvironment({ ...REAL, ...change }));
}

describe('assertMayReachCustomers', () => {
  it('refuses a Braze with real customers outside production, and says all the ways on', () => {
    expect(() => {
      start({});
    }).toThrow(
      /PARLEY_ENV=production.*PARLEY_ONLY_TO.*PARLEY_DRY_RUN.*PARLEY_CONFIRM_BRAZE=rest\.fra-01/,
    );
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['in production', { PARLEY_ENV: 'production' }],
    ['where only some may be written to', { PARLEY_ONLY_TO: 'ana' }],
    ['where nothing leaves', { PARLEY_DRY_RUN: 'true' }],
    ['where it is said twice', { PARLEY_CONFIRM_BRAZE: 'rest.fra-01.braze.eu' }],
    ['to a stand-in on this machine', { BRAZE_REST_URL: 'http://127.0.0.1:4000' }],
  ])('lets it start %s', (_, change) => {
    expect(() => {
      start(change);
    }).not.toThrow();
  });

  it('does not start the sandbox in vain', () => {
    expect(() => {
      assertMayReachCustomers(readEnvironment({}));
    }).not.toThrow();
  });

  it.each(['production', 'development'])('refuses another host said twice in %s', (PARLEY_ENV) => {
    expect(() => {
      start({ PARLEY_ENV, PARLEY_CONFIRM_BRAZE: 'rest.iad-01.braze.com' });
    }).toThrow('PARLEY_CONFIRM_BRAZE is not the host of BRAZE_REST_URL, rest.fra-01.braze.eu');
  });
});
