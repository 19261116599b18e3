import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { SLOT_TYPES, type SlotShape } from '#core/flow/model/slot.ts';

import { valueFitter } from './fit-value.ts';

const ORDER: SlotShape = {
  type: 'object',
  fields: { status: { type: 'choice', options: ['shipped', 'late'] }, total: { type: 'number' } },
};

const CASES: readonly (readonly [SlotShape, value: unknown, fitted: unknown])[] = [
  [{ type: 'text' }, 'a', 'a'],
  [{ type: 'text' }, 12, '12'],
  [{ type: 'text', normalize: 'upper', pattern: '^AB' }, 'a-b', 'AB'],
  [{ type: 'text', pattern: '^AB' }, 'x', undefined],
  [{ type: 'text' }, { a: 1 }, undefined],
  [{ type: 'text' }, null, null],
  [{ type: 'number' }, ' 1.5 ', 1.5],
  [{ type: 'number' }, '', undefined],
  [{ type: 'number' }, NaN, undefined],
  [{ type: 'number' }, true, undefined],
  [{ type: 'integer', max: 9 }, 10, undefined],
  [{ type: 'integer' }, 1.5, undefined],
  [{ type: 'boolean' }, 'True', true],
  [{ type: 'boolean' }, 'yes', undefined],
  [{ type: 'date' }, '2026-03-04T10:00:00Z', '2026-03-04'],
  [{ type: 'date' }, '2026-02-30', undefined],
  [{ type: 'date', min: '2026-03-05' }, '2026-03-04', undefined],
  [{ type: 'time' }, '9:05:30', '09:05'],
  [{ type: 'time' }, '25:00', undefined],
  [{ type: 'email' }, 'Ann@Example.com', 'ann@example.com'],
  [{ type: 'link' }, 'ftp://x.example', undefined],
  [{ type: 'choice', options: ['on_time'] }, 'On time', 'on_time'],
  [{ type: 'choice', options: { late: [] } }, 'late', 'late'],
  [{ type: 'choice', options: ['a'] }, 'b', undefined],
  [ORDER, { status: 'shipped', more: 1 }, { status: 'shipped', total: null }],
  [ORDER, { status: 'lost', total: '3' }, { status: null, total: 3 }],
  [ORDER, 'shipped', undefined],
  [ORDER, [], undefined],
  [{ type: 'list', of: { type: 'integer' }, max_items: 2 }, [1, 'x', 2, 3], [1, 2]],
  [{ type: 'list', of: ORDER }, [{ total: 1 }], [{ status: null, total: 1 }]],
  [{ type: 'list' }, 'a', undefined],
];

describe('valueFitter', () => {
  it.each(CASES)('makes for %j of %j: %j', (slot, value, fitted) => {
    expect(valueFitter(slot)(value)).toEqual(fitted);
  });

  it('leaves a value that fits as it is, whatever the type', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SLOT_TYPES), fc.jsonValue(), (type, value) => {
        const fit = valueFitter({ type, options: ['a'], fields: { a: { type: 'text' } } });
        const once = fit(value);
        if (once !== undefined) expect(fit(once)).toEqual(once);
      }),
    );
  });

  it('reaches no prototype', () => {
    const value: unknown = JSON.parse('{"__proto__": {"status": "late"}}');

    expect(valueFitter(ORDER)(value)).toEqual({ status: null, total: null });
  });
});
