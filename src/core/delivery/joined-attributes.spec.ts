import { describe, expect, it } from '@jest/globals';

import { isRepeatable, joinedAttributes, repeatableOf } from './joined-attributes.ts';

const MERGING = { _merge_objects: true };

describe('joinedAttributes', () => {
  it.each([
    ['the later value of each name', { a: 1, b: 2 }, { b: 3 }, { a: 1, b: 3 }],
    ['an object that overwrites', { o: { x: 1 } }, { o: { y: 2 } }, { o: { y: 2 } }],
    [
      'objects that merge, field by field',
      { ...MERGING, o: { x: 1, z: { p: 1 } } },
      { ...MERGING, o: { y: 2, z: { q: null } } },
      { ...MERGING, o: { x: 1, y: 2, z: { p: 1, q: null } } },
    ],
    [
      'one that merges beside plain values',
      { a: 1 },
      { ...MERGING, o: { x: 1 } },
      { a: 1, ...MERGING, o: { x: 1 } },
    ],
    [
      'increments of different names',
      { n: { inc: 1 } },
      { m: { add: ['x'] } },
      { n: { inc: 1 }, m: { add: ['x'] } },
    ],
    [
      'a moment, which is a value',
      { t: { $time: '2026-01-01' } },
      { t: { $time: '2026-01-02' } },
      { t: { $time: '2026-01-02' } },
    ],
  ])('makes one of %s', (_, earlier, later, joined) => {
    expect(joinedAttributes(earlier, later)).toEqual(joined);
  });

  it.each([
    ['two increments of one name', { n: { inc: 1 } }, { n: { inc: 1 } }],
    ['an increment and a value after it', { n: { inc: 1 } }, { n: 7 }],
    ['a value and what is added to it', { l: ['a'] }, { l: { add: ['b'] } }],
    [
      'an object that overwrites beside one that merges',
      { o: { x: 1 } },
      { ...MERGING, p: { y: 1 } },
    ],
    ['a value that an object is merged into', { o: 1 }, { ...MERGING, o: { x: 1 } }],
    [
      'a field taken away and merged into',
      { ...MERGING, o: { p: null } },
      { ...MERGING, o: { p: { x: 1 } } },
    ],
    [
      'increments within objects',
      { ...MERGING, o: { n: { inc: 1 } } },
      { ...MERGING, o: { n: { inc: 1 } } },
    ],
  ])('keeps %s apart', (_, earlier, later) => {
    expect(joinedAttributes(earlier, later)).toBeUndefined();
  });
});

describe('repeatableOf', () => {
  it('keeps what is the same sent twice', () => {
    expect(repeatableOf({ a: 1, n: { inc: 1 }, t: { $time: 'x' } })).toEqual({
      ...{ a: 1, t: { $time: 'x' } },
    });
  });

  it('is nothing where all counts, or nothing is there', () => {
    expect(repeatableOf({ n: { inc: 1 } })).toBeUndefined();
    expect(repeatableOf({ ...MERGING, n: { $add: [{}] } })).toBeUndefined();
    expect(repeatableOf(undefined)).toBeUndefined();
    expect(isRepeatable({ a: { $remove: [] } })).toBe(false);
  });
});
