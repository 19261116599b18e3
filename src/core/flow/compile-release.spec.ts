import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease, problemsOf } from '../../../test/support/flow/a-release.ts';
import { compileRelease } from './compile-release.ts';
import { formatProblem } from './problem.ts';

const flow = (steps: string, head = ''): string => `flow: f\n${head}\nsteps:\n${steps}`;
const ask = (more = ''): string => `  a: { ask: s, say: What?${more} }`;
const SLOT = 'slots: { s: { type: text } }';

/** Each problem that a designer can meet, with the smallest flow that has it. */
const FLOWS: readonly (readonly [code: string, flow: string])[] = [
  ['flow.not-yaml', 'flow: ]f'],
  ['flow.duplicate-key', 'flow: f\nflow: g'],
  ['flow.not-a-mapping', '- a\n- b'],
  ['flow.alias', 'flow: &x f\nsteps: { a: { end: true } }'],
  ['flow.tag', 'flow: !!str f\nsteps: { a: { end: true } }'],
  ['flow.forbidden-name', flow('  __proto__: { end: true }')],
  ['flow.too-deep', `flow: ${'['.repeat(100)}`],
  ['flow.file-too-long', `flow: f # ${'x'.repeat(600_000)}`],
  ['flow.missing', 'steps: { a: { end: true } }'],
  ['flow.no-steps', 'flow: f'],
  ['flow.wrong-name', flow('  Hello There: { end: true }')],
  ['flow.unknown-kind', flow('  a: { sing: "la" }')],
  ['flow.unknown-key', flow('  a: { say: Hi, tone: warm }')],
  ['flow.wrong-form', flow('  a: { wait: soon }')],
  ['flow.unknown-target', flow('  a: { say: Hi, goto: nowhere }')],
  ['flow.unreachable-step', flow('  a: { say: Hi, goto: end }\n  b: { say: Ho }')],
  [
    'flow.falls-into-branch',
    flow(
      '  a: { choose: true, say: Q?, options: [{ id: x, title: X, goto: c }, { id: y, title: Y, goto: b }] }\n  b: { say: B }\n  c: { say: C }',
    ),
  ],
  ['flow.endless-loop', flow('  a: { say: Hi }\n  b: { say: Ho, goto: a }')],
  ['flow.endless-loop', flow(ask(', silence: { after: 1h, goto: a }'), SLOT)],
  ['flow.unknown-slot', flow(ask())],
  [
    'flow.wrong-slot-type',
    flow(
      '  a: { choose: s, say: Q?, options: [{ id: x, title: X }] }',
      'slots: { s: { type: date } }',
    ),
  ],
  [
    'flow.unknown-option',
    flow(
      '  a: { choose: s, say: Q?, options: [{ id: x, title: X }] }',
      'slots: { s: { type: choice, options: [y] } }',
    ),
  ],
  ['flow.bad-pattern', flow(ask(), "slots: { s: { type: text, pattern: '(?=x)' } }")],
  ['flow.bad-options', flow(ask(), 'slots: { s: { type: choice } }')],
  ['flow.bad-bound', flow(ask(), 'slots: { s: { type: text, min: 3 } }')],
  ['flow.unknown-queue', flow('  a: { handoff: { queue: nobody_here } }')],
  ['flow.unknown-layout', flow('  a: { say: { text: Hi, reply: carousel } }')],
  ['flow.too-many', flow('  a: { say: { text: Hi, buttons: [a, b, c, d] } }')],
  ['flow.too-long', flow(`  a: { say: { text: Hi, buttons: [${'x'.repeat(21)}] } }`)],
  [
    'flow.too-long',
    flow(`  a: { say: { image: "https://a.example/1.jpg", text: ${'x'.repeat(1_025)} } }`),
  ],
  [
    'flow.too-long',
    flow(`  a: { say: { random: [Hi, { text: Ho, buttons: [${'x'.repeat(21)}] }] } }`),
  ],
  ['flow.bad-address', flow('  a: { say: { image: photo.jpg } }')],
  ['flow.unknown-layout', flow('  a: { say: { document: "https://a.example/1.pdf" } }')],
  [
    'flow.unknown-layout',
    flow('  a: { say: { in_turn: [Hi, { link: "https://a.example", text: Ho }] } }'),
  ],
  ['flow.part-not-shown', flow('  a: { say: { image: "https://a.example/1.jpg", reply: text } }')],
  ['flow.mixed-bubble', flow('  a: { say: { image: "https://a.example/1.jpg", buttons: [Ok] } }')],
  ['flow.mixed-bubble', flow('  a: { say: { text: Hi, filename: guide.pdf } }')],
  ['flow.empty-text', flow('  a: { say: "{% if s == \'x\' %} {% endif %}" }', SLOT)],
  ['flow.unknown-connector', flow('  a: { call: orders.find, failed: { goto: end } }')],
  ['flow.unknown-canvas', flow('  a: { canvas: rebooked }')],
  ['flow.unknown-slot', flow('  a: { ai: Answer., save: s, failed: { goto: end } }')],
  ['flow.unknown-queue', flow('  a: { ai: Answer., failed: { handoff: { queue: nobody_here } } }')],
  ['flow.endless-loop', flow('  a: { ai: Answer., failed: { goto: a }, goto: end }')],
  ['flow.wrong-form', flow('  a: { ai: Answer., timeout: 2m, failed: { goto: end } }')],
  ['flow.missing', flow('  a: { ai: Answer. }')],
  ['flow.missing-locale', flow('  a: { say: { en: Hi } }')],
  ['flow.unknown-locale', flow('  a: { say: { en: Hi, es: Hola, de: Hallo } }')],
  ['flow.bad-template', flow('  a: { say: "{% include \'/etc/passwd\' %}" }')],
  ['flow.bad-template', flow('  a: { say: "{{ s | sort }}" }', SLOT)],
  ['flow.unknown-variable', flow('  a: { say: "Hi {{ constructor }}" }')],
  [
    'flow.unknown-variable',
    flow('  a: { decide: [{ when: nope == 1, goto: end }, { else: end }] }'),
  ],
  [
    'flow.bad-condition',
    flow('  a: { decide: [{ when: "s >", goto: end }, { else: end }] }', SLOT),
  ],
  ['flow.no-else', flow('  a: { decide: [{ when: s == "x", goto: end }] }', SLOT)],
  ['flow.rung-after-last', flow(ask(', invalid: [{ goto: end }, "Again?"]'), SLOT)],
  ['flow.silence-without-end', flow(ask(', silence: { after: 1h, say: Hello? }'), SLOT)],
  [
    'flow.option-twice',
    flow('  a: { choose: true, say: Q?, options: [{ id: x, title: Yes }, { id: y, title: YES }] }'),
  ],
  [
    'flow.liquid-in-title',
    flow('  a: { choose: true, say: Q?, options: [{ id: x, title: "{{ s }}" }] }', SLOT),
  ],
  ['flow.keyword-taken', flow('  a: { say: Hi }', 'start: { keywords: [MENU] }')],
  ['flow.empty-keyword', flow('  a: { say: Hi }', 'start: { keywords: ["?!"] }')],
  ['flow.flow-twice', 'flow: menu\nsteps: { a: { end: true } }'],
  ['flow.reserved-attribute', flow('  a: { write: { attributes: { external_id: x } } }')],
];

const BOTS: readonly (readonly [code: string, bot: string])[] = [
  ['bot.no-text-layout', A_BOT.replace('  text:', '  words:')],
  ['bot.unknown-flow', A_BOT.replace('menu: menu', 'menu: card')],
  ['bot.missing-words', A_BOT.replace('[en, es]', '[en, fr]')],
  ['flow.missing', A_BOT.replace('bot: test', '')],
  ['flow.unknown-layout', `${A_BOT}\nno_match: [{ say: { text: Hm, reply: carousel } }]`],
  ['flow.too-long', `${A_BOT}\nno_match: [{ say: { text: Hm, buttons: [${'x'.repeat(21)}] } }]`],
];

describe('compileRelease', () => {
  it.each(FLOWS)('finds %s', (code, text) => {
    const codes = problemsOf([text]).map((problem) => problem.code);

    expect(codes).toContain(code);
  });

  it.each(BOTS)('finds %s in bot.yaml', (code, text) => {
    const found = problemsOf([], text).filter((problem) => problem.code === code);

    expect(found.map(({ file }) => file)).toContain('bot.yaml');
  });

  it('misses bot.yaml', () => {
    const compiled = compileRelease([]);

    expect(compiled).toMatchObject({ problems: [{ code: 'bot.missing', file: 'bot.yaml' }] });
  });

  it('names the place, shows the line and says the cure', () => {
    const [problem] = problemsOf(['flow: f\nsteps:\n  a: { say: Hi, goto: nowhere }\n']);

    expect(problem && formatProblem(problem)).toBe(
      [
        'flows/flow-1.yaml:3:23 There is no step or flow "nowhere"',
        '  3 |   a: { say: Hi, goto: nowhere }',
        '    |                       ^^^^^^^',
        "  Write one of a, a flow's name, or end.  [flow.unknown-target]",
      ].join('\n'),
    );
  });

  it('tells the problems of all files in one run', () => {
    const problems = problemsOf([
      flow('  a: { sing: la }'),
      'flow: g\nsteps: { a: { say: Hi, goto: x } }',
    ]);

    expect(problems.map(({ file }) => file)).toEqual(['flow-1.yaml', 'flow-2.yaml']);
  });

  it('lists the campaigns it uses', () => {
    const release = aRelease([]);

    expect([...release.campaigns].sort()).toEqual(['c-buttons', 'c-image', 'c-list', 'c-text']);
  });
});
