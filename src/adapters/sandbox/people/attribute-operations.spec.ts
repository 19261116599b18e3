import { describe, expect, it } from '@jest/globals';

import { attributeAfter } from './attribute-operations.ts';

describe('attributeAfter', () => {
  it.each<[string, unknown, unknown, unknown]>([
    ['sets a value', 1, 'two', 'two'],
    ['removes with null', 1, null, undefined],
    ['cuts a text at 255 characters', undefined, 'x'.repeat(300), 'x'.repeat(255)],
    ['starts counting', undefined, { inc: 2 }, 2],
    ['counts on', 3, { inc: -1 }, 2],
    ['does not count on a text', 'a', { inc: 1 }, 'a'],
    ['adds to a list what is new', ['a'], { add: ['a', 'b'] }, ['a', 'b']],
    ['removes from a list', ['a', 'b'], { remove: ['a'] }, ['b']],
    ['reads a time', undefined, { $time: '2026-09-02T00:00:00Z' }, '2026-09-02T00:00:00Z'],
    ['overwrites an object', { a: 1 }, { b: 2 }, { b: 2 }],
    ['adds to a list of objects', [{ id: 1 }], { $add: [{ id: 2 }] }, [{ id: 1 }, { id: 2 }]],
    [
      'updates one of a list of objects',
      [{ id: 1, n: 'a' }, { id: 2 }],
      { $update: [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { n: 'b' } }] },
      [{ id: 1, n: 'b' }, { id: 2 }],
    ],
    [
      'removes one of a list of objects',
      [{ id: 1 }, { id: 2 }],
      { $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] },
      [{ id: 2 }],
    ],
  ])('%s', (_, before, written, after) => {
    expect(attributeAfter(before, written, false)).toEqual(after);
  });

  it('merges objects where that is asked, nested ones too', () => {
    const before = { a: { x: 1, y: 2 }, b: 1 };

    const after = attributeAfter(before, { a: { y: 3 }, b: null }, true);

    expect(after).toEqual({ a: { x: 1, y: 3 } });
  });
});
