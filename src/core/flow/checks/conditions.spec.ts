import { describe, expect, it } from '@jest/globals';

import { A_BOT, problemsOf } from '../../../../test/support/flow/a-release.ts';

const BOT = `${A_BOT}
hours: { care: { zone: Europe/Madrid, open: { mon-fri: ['09:00-18:00'] } } }
slots: { plan: { type: choice, options: [basic, gold], attribute: plan } }
`;
const SLOTS = `slots:
  reason: { type: choice, options: [damaged, wrong] }
  total: { type: number }
  late: { type: boolean }
  day: { type: date }
  at: { type: time }
  name: { type: text }
  order: { type: object, fields: { status: text, items: { type: list, of: text }, late: boolean } }`;

const flow = (when: string): string =>
  `flow: f\n${SLOTS}\nsteps:\n  a: { decide: [{ when: ${JSON.stringify(when)}, goto: end }, { else: end }] }\n`;

/** What is found in a condition: the code, the part that is underlined, the guess. */
function foundIn(when: string): unknown[] {
  return problemsOf([flow(when)], BOT)
    .filter(({ code }) => code !== 'flow.unreachable-step')
    .map(({ code, column, excerpt, didYouMean }) => [
      code,
      excerpt?.text.slice(column - 1, column - 1 + excerpt.length),
      ...(didYouMean === undefined ? [] : [didYouMean]),
    ]);
}

describe('a condition', () => {
  it.each([
    ...['total > 100 and late', 'reason == "wrong"', 'order.status == name', 'day > "2026-01-31"'],
    ...['at <= "18:00"', 'name contains "x"', 'order.items contains "x"', 'order.items.size > 2'],
    ...['order', 'name == nil', 'not hours.care', 'plan == "gold"', '(name | size) > 3'],
    ...['order.items[0] == "a"', 'order.items.first == name', 'name < "m"', 'late == true'],
    ...['order.items == empty', '(name | default: "x") == "x"', 'reason != plan'],
  ])('may be %s', (when) => {
    expect(foundIn(when)).toEqual([]);
  });

  it.each([
    ['nme == "a"', [['flow.unknown-variable', 'nme', 'name']]],
    ['total > 3 and order.stats == "x"', [['flow.unknown-field', 'stats', 'status']]],
    ['name.first == "x"', [['flow.unknown-field', 'first']]],
    ['hours.car', [['flow.unknown-hours', 'hours.car', 'care']]],
    ['hours', [['flow.unknown-hours', 'hours']]],
    ['reason == "wrng"', [['flow.unknown-option', '\\"wrng\\"', 'wrong']]],
    ['total == "12"', [['flow.cannot-compare', '\\"12\\"']]],
    ['name > 3', [['flow.cannot-compare', '3']]],
    ['late == "true"', [['flow.cannot-compare', '\\"true\\"']]],
    ['late > true', [['flow.cannot-compare', 'late']]],
    ['reason > "a"', [['flow.cannot-compare', 'reason']]],
    ['order == name', [['flow.cannot-compare', 'order']]],
    ['day == "tomorrow"', [['flow.cannot-compare', '\\"tomorrow\\"']]],
    ['at > "3 pm"', [['flow.cannot-compare', '\\"3 pm\\"']]],
    ['total contains 3', [['flow.cannot-compare', 'total']]],
    ['order.items contains 3', [['flow.cannot-compare', '3']]],
    ['total > nil', [['flow.cannot-compare', 'nil']]],
    ['late and "x"', [['flow.bad-condition', '\\"x\\"']]],
    ['total >', [['flow.bad-condition', '>']]],
    ['(name | append: nope) == "x"', [['flow.unknown-variable', 'nope']]],
    ['(not late)', [['flow.bad-condition', 'not']]],
  ])('cannot be %s', (when, found) => {
    expect(foundIn(when)).toEqual(found);
  });

  it('points into texts that go over several lines', () => {
    const text = `flow: f\n${SLOTS}\nsteps:\n  a:\n    say: |\n      Hello,\n\n      your order: {{ order.stats }}\n`;

    expect(problemsOf([text], BOT)).toMatchObject([
      { code: 'flow.unknown-field', line: 15, column: 28, didYouMean: 'status' },
    ]);
  });

  it('points at a Liquid fault inside quotes', () => {
    const text = `flow: f\n${SLOTS}\nsteps:\n  a: { say: 'It''s {{ name | sort }}' }\n`;

    expect(problemsOf([text], BOT)).toMatchObject([
      { code: 'flow.bad-template', line: 11, excerpt: { length: 17 }, column: 20 },
    ]);
  });
});
