import { describe, expect, it } from '@jest/globals';

import { whyNotForModels } from './for-models.ts';

const request = { type: 'object' };

describe('whyNotForModels', () => {
  it.each([
    { policy: 'safe', request },
    { policy: 'safe', ai: true, request },
    { policy: 'idempotent', ai: true, request },
  ] as const)('lets models ask %j', (entry) => {
    expect(whyNotForModels(entry)).toBeUndefined();
  });

  it.each([
    [{ policy: 'once', ai: true, request }, 'it is `once`'],
    [{ policy: 'idempotent', request }, 'that needs `ai: true`'],
    [{ policy: 'safe', ai: false, request }, '`ai: false`'],
    [{ policy: 'safe' }, 'no `request`'],
    [{ request, ai: true }, 'no `policy`'],
  ] as const)('keeps models from %j', (entry, why) => {
    expect(whyNotForModels(entry)).toContain(why);
  });
});
