import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { withChanges } from './address.ts';

const changes = fc.dictionary(
  fc.constantFrom('queue', 'agent', 'show'),
  fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
);

describe('withChanges', () => {
  it('sets what is given, takes away what is undefined, and leaves the rest', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const before = new URLSearchParams('queue=care&show=agents&other=1');
        const after = new URLSearchParams(withChanges(before, given).toString());
        for (const name of ['queue', 'agent', 'show', 'other']) {
          const wanted = Object.hasOwn(given, name) ? given[name] : before.get(name);
          expect(after.get(name)).toBe(wanted ?? null);
        }
        expect(before.toString()).toBe('queue=care&show=agents&other=1');
      }),
    );
  });
});
