import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Context, Tokenizer, toValueSync, Value } from 'liquidjs';

import { compileCondition } from './condition.ts';
import { liquid, operators } from './engine.ts';

const SLOTS = {
  ...{ name: 'Ann', total: 120, late: true, gone: null, day: '2026-03-04', none: '' },
  order: { status: 'late', items: ['a', 'b'], total: null },
};

/** What Liquid itself makes of a condition. */
function byLiquid(source: string): boolean {
  const token = new Tokenizer(source, operators, undefined, undefined, true).readFilteredValue();
  const value = new Value(token, liquid);
  const context = new Context(SLOTS, liquid.options, { sync: true }, { liquid });
  const result: unknown = toValueSync(value.value(context));
  return result !== false && result !== null && result !== undefined;
}

const operand = fc.constantFrom(
  ...['name', 'total', 'late', 'gone', 'day', 'none', 'order.status', 'order.items', 'order.total'],
  ...['"Ann"', '"late"', '120', '-3.5', 'true', 'false', '"2026-03-04"'],
  ...['order.items.size', 'name.size', 'order.items.first', 'order.items[1]', '(name | upcase)'],
);
const nothing = fc.constantFrom('nil', 'blank', 'empty');
const text = fc.constantFrom('name', 'none', '"Ann"', '"late"', '"a"', 'order.status');
const comparison = fc
  .oneof(
    fc.tuple(
      operand,
      fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
      fc.oneof(operand, nothing),
    ),
    // Of nothing at all Liquid says that it contains the empty text; ours does not hold.
    fc.tuple(fc.oneof(text, fc.constant('order.items')), fc.constant('contains'), text),
  )
  .map((parts) => parts.join(' '));
const slot = fc.constantFrom('name', 'late', 'gone', 'order.total', 'none');
const { whole: condition } = fc.letrec<{ whole: string; inner: string; group: string }>((tie) => ({
  whole: fc.oneof(
    tie('inner'),
    tie('group').map((group) => `not ${group}`),
  ),
  inner: fc.oneof(
    { depthSize: 'small' },
    comparison,
    slot,
    fc
      .tuple(tie('group'), fc.constantFrom('and', 'or', 'and not', 'or not'), tie('group'))
      .map((parts) => parts.join(' ')),
  ),
  group: tie('inner').map((inner) => `(${inner})`),
}));

describe('a condition as a closure', () => {
  it('means what it means to Liquid', () => {
    fc.assert(
      fc.property(condition, (source) => {
        expect([source, compileCondition(source).test(SLOTS, 0)]).toEqual([
          ...[source, byLiquid(source)],
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['late', true],
    ['name', true],
    ['gone', false],
    ['gone == nil', true],
    ['none == blank and gone == blank', true],
    ['order.items contains "b"', true],
    ['order.total > 3 or order.status == "late"', true],
    ['order.nothing.at.all == 3', false],
    ['name.constructor == nil', true],
    ['constructor', false],
  ])('tests %s: %s', (source, holds) => {
    expect(compileCondition(source).test(SLOTS, 0)).toBe(holds);
  });

  it('asks the opening hours for the moment', () => {
    const hours = new Map([['care', (atMs: number) => atMs > 1_000]]);
    const { test } = compileCondition('hours.care and (name | size) == 3', hours);

    expect([test(SLOTS, 1_000), test(SLOTS, 1_001)]).toEqual([false, true]);
  });

  it('never throws, whatever stands in the slots', () => {
    fc.assert(
      fc.property(condition, fc.dictionary(slot, fc.jsonValue()), (source, slots) => {
        expect(typeof compileCondition(source).test(slots, 0)).toBe('boolean');
      }),
    );
  });

  it('refuses or reads any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (source) => {
        try {
          compileCondition(source);
        } catch (failure) {
          expect(failure).toHaveProperty('at');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
