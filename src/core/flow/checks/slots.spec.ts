import { describe, expect, it } from '@jest/globals';

import { A_BOT, problemsOf } from '../../../../test/support/flow/a-release.ts';

const CODES = ({ code }: { readonly code: string }): string => code;

/** The codes found in one slot of a flow. */
function foundIn(slot: string): readonly string[] {
  return problemsOf([`flow: f\nslots: { s: ${slot} }\nsteps: { a: { say: Hi } }`]).map(CODES);
}

describe('a slot', () => {
  it.each([
    ...["{ type: time, min: '09:00', max: '18:00', default: '10:30' }", '{ type: link }'],
    ...['{ type: object, fields: { a: text, b: { type: list, of: { type: integer, min: 1 } } } }'],
    ...[
      '{ type: list, of: text, max_items: 3, default: [a, b] }',
      '{ type: boolean, default: true }',
    ],
    ...['{ type: text, scope: conversation, sensitive: true, retention: short }'],
    ...[
      '{ type: choice, options: { red: [rojo] }, default: red }',
      '{ type: date, default: 2026-12-24 }',
    ],
  ])('may be %s', (slot) => {
    expect(foundIn(slot)).toEqual([]);
  });

  it.each([
    ['{ type: integer, min: 5, max: 3 }', 'flow.bad-bound'],
    ["{ type: time, min: '9:00' }", 'flow.bad-bound'],
    ["{ type: date, max: '18:00' }", 'flow.bad-bound'],
    ['{ type: email, min: 1 }', 'flow.bad-bound'],
    ['{ type: number, max_length: 3 }', 'flow.bad-bound'],
    ["{ type: number, pattern: 'a' }", 'flow.bad-pattern'],
    ['{ type: object }', 'flow.bad-fields'],
    ['{ type: list }', 'flow.bad-fields'],
    ['{ type: text, fields: { a: text } }', 'flow.bad-fields'],
    ['{ type: list, of: text, fields: { a: text } }', 'flow.bad-fields'],
    ['{ type: object, fields: { a: { type: choice } } }', 'flow.bad-options'],
    ['{ type: object, fields: { a: strin } }', 'flow.wrong-form'],
    ["{ type: text, pattern: '^A', default: B }", 'flow.bad-default'],
    ['{ type: text, normalize: upper, default: ab }', 'flow.bad-default'],
    ['{ type: integer, default: many }', 'flow.bad-default'],
    ['{ type: choice, options: [a], default: b }', 'flow.bad-default'],
    ['{ type: text, attribute: plan }', 'flow.bad-scope'],
    [
      `{ type: list, of: ${'{ type: list, of: '.repeat(4)}text${' }'.repeat(4)} }`,
      'flow.bad-fields',
    ],
  ])('cannot be %s: %s', (slot, code) => {
    expect(foundIn(slot)).toEqual([code]);
  });

  it.each([
    ['slots: { s: { type: text, scope: flow } }', 'flow.bad-scope'],
    ['slots: { s: { type: object, fields: { a: text }, attribute: a } }', 'flow.bad-scope'],
    ['slots: { hours: { type: text } }', 'flow.wrong-name'],
    ['slots: { s: { type: integer, default: x } }', 'flow.bad-default'],
  ])('of the bot cannot be %s: %s', (lines, code) => {
    const problems = problemsOf([], `${A_BOT}\n${lines}`);

    expect(problems.map((problem) => [problem.file, problem.code])).toEqual([['bot.yaml', code]]);
  });

  it('has a name that is nobody else’s where it outlives its flow', () => {
    const keeps =
      'flow: f\nslots: { s: { type: text, scope: conversation } }\nsteps: { a: { say: Hi } }';
    const hides =
      'flow: g\nslots: { s: { type: text }, t: { type: text } }\nsteps: { a: { say: Hi } }';
    const problems = problemsOf([keeps, hides], `${A_BOT}\nslots: { t: { type: text } }`);

    expect(problems.map(({ file, code }) => [file, code])).toEqual([
      ['flow-2.yaml', 'flow.slot-taken'],
      ['flow-2.yaml', 'flow.slot-taken'],
    ]);
  });

  it('may be handed on whole, and printed only where a text can show it', () => {
    const slots = 'slots: { a: { type: list, of: text }, b: { type: list, of: text } }';
    const steps = "steps:\n  one: { set: { b: '{{ a }}' } }\n  two: { say: 'Here: {{ b }}' }";

    expect(problemsOf([`flow: f\n${slots}\n${steps}`])).toMatchObject([
      { code: 'flow.cannot-print', line: 5, excerpt: { length: 1 } },
    ]);
  });
});

describe('opening hours', () => {
  const foundInHours = (hours: string): unknown[] =>
    problemsOf([], `${A_BOT}\nhours: { care: { ${hours} } }`).map(({ code, didYouMean }) =>
      didYouMean === undefined ? code : [code, didYouMean],
    );

  it.each([
    "zone: Europe/Madrid, open: { mon-fri: ['09:00-14:00', '16:00-19:00'], sat-sun: [] }",
    "zone: America/Argentina/Buenos_Aires, open: { sat: ['22:00-02:00'], sun: ['02:00-24:00'] }",
    "zone: UTC, open: { sun-wed: ['00:00-24:00'] }, closed: ['2026-12-25']",
    "zone: UTC, open: { mon: ['09:00-12:00'] }, open_on: { '2026-12-24': ['10:00-11:00'] }",
  ])('may be %s', (hours) => {
    expect(foundInHours(hours)).toEqual([]);
  });

  it.each([
    ["zone: Europe/Madrit, open: { mon: ['09:00-12:00'] }", ['bot.unknown-zone', 'Europe/Madrid']],
    ["zone: '+02:00', open: { mon: ['09:00-12:00'] }", 'bot.unknown-zone'],
    ['zone: UTC, open: {}', 'bot.bad-hours'],
    ["zone: UTC, open: { mon: ['09:00-09:00'] }", 'bot.bad-hours'],
    ["zone: UTC, open: { mon: ['09:00-12:00', '11:00-13:00'] }", 'bot.hours-overlap'],
    ["zone: UTC, open: { mon: ['22:00-03:00'], tue: ['02:00-04:00'] }", 'bot.hours-overlap'],
    ["zone: UTC, open: { sun: ['22:00-03:00'], mon: ['02:00-04:00'] }", 'bot.hours-overlap'],
    ["zone: UTC, open: { mon-wed: ['09:00-12:00'], tue: ['13:00-14:00'] }", 'bot.day-twice'],
    ["zone: UTC, open: { mon: ['9-12'] }", 'flow.wrong-form'],
    ["zone: UTC, open: { mon: ['09:00-12:00'] }, closed: ['2026-02-30']", 'flow.wrong-form'],
    [
      "zone: UTC, open: { mon: ['09:00-12:00'] }, closed: ['2026-12-24'], open_on: { '2026-12-24': ['10:00-11:00'] }",
      'bot.day-twice',
    ],
  ])('cannot be %s', (hours, code) => {
    expect(foundInHours(hours)).toEqual([code]);
  });
});
