import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { trackPlansOf, type TrackRow } from '#core/delivery/track-plan.ts';

import { attributeAfter } from './attribute-operations.ts';

type Values = Readonly<Record<string, unknown>>;

const plain = fc.constantFrom<unknown>(1, 2, 'a', true, null, ['a'], ['a', 'b']);
const operation = fc.constantFrom<unknown>(
  ...[{ inc: 1 }, { add: ['a', 'c'] }, { remove: ['a'] }, { $time: '2026-01-01' }],
);
const object = fc.dictionary(fc.constantFrom('x', 'y'), plain, { minKeys: 1 });
const values: fc.Arbitrary<Values> = fc
  .record({
    merges: fc.boolean(),
    all: fc.dictionary(fc.constantFrom('p', 'q', 'r'), fc.oneof(plain, operation, object), {
      minKeys: 1,
    }),
  })
  .map(({ merges, all }) => (merges ? { ...all, _merge_objects: true } : all));

/** Another arrival of the profile's, or a claim that takes what is there by then. */
const steps = fc.array(fc.oneof(values, fc.constant('claim' as const)), { maxLength: 20 });

function rowOf(attributes: Values): TrackRow {
  const recipient = { kind: 'external_id', value: 'c' } as const;
  return { conversationId: 'c', recipient, attributes, event: undefined };
}

/** The profile after an object, as the sandbox takes it. */
function after(profile: Values, written: Values): Values {
  const merges = written['_merge_objects'] === true;
  const next = { ...profile };
  for (const [name, value] of Object.entries(written)) {
    if (name === '_merge_objects') continue;
    const held = attributeAfter(next[name], value, merges);
    if (held === undefined) Reflect.deleteProperty(next, name);
    else Object.assign(next, { [name]: held });
  }
  return next;
}

describe('Coalesced attributes', () => {
  it('leave the profile as each row by itself would, in order, wherever claims cut', () => {
    fc.assert(
      fc.property(steps, (written) => {
        const rows = written.filter((step) => step !== 'claim');
        const oneByOne = rows.reduce<Values>(after, {});
        const claims = written.reduce<Values[][]>(
          (all, step) => {
            if (step === 'claim') all.push([]);
            else all.at(-1)?.push(step);
            return all;
          },
          [[]],
        );
        const sent = claims.flatMap((claim) =>
          trackPlansOf(claim.map(rowOf)).flatMap(({ attributes }) => attributes),
        );

        expect(sent.map((each) => each.values).reduce<Values>(after, {})).toEqual(oneByOne);
        expect(sent.length).toBeLessThanOrEqual(rows.length);
      }),
      { numRuns: 500 },
    );
  });
});
