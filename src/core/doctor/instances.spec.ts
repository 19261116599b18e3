import { describe, expect, it } from '@jest/globals';

import { judgeHost } from './instances.ts';

describe('judgeHost', () => {
  it.each([
    ['rest.fra-02.braze.eu', 'green', undefined],
    ['rest.us-10.braze.com', 'green', undefined],
    ['127.0.0.1:4000', 'green', undefined],
    ['dashboard-01.braze.eu', 'red', 'https://rest.fra-01.braze.eu'],
    ['dashboard-08.braze.com', 'red', 'https://rest.iad-08.braze.com'],
    ['dashboard.us-10.braze.com', 'red', 'https://rest.us-10.braze.com'],
    ['sdk.fra-01.braze.eu', 'red', 'https://rest.fra-01.braze.eu'],
    ['rest.mars-01.braze.com', 'asked', 'Settings'],
  ])('says of %s that it is %s', (host, level, cure) => {
    const said = judgeHost(host);

    expect(said.level).toBe(level);
    if (cure !== undefined) expect(said.cure).toContain(cure);
  });
});
