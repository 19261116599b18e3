import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import {
  array,
  assert,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  string,
  tuple,
} from 'fast-check';

import { A_BOT, filesOf } from '../../../../test/support/flow/a-release.ts';
import { compileRelease, type ReleaseFile } from '../compile-release.ts';

const SLOT = 'slots: { s: { type: text } }';
const flow = (steps: string, head = ''): string => `flow: f\n${head}\nsteps:\n${steps}`;
const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join('');

const FILES: readonly (readonly [name: string, text: string])[] = [
  ['brackets', `a: ${'['.repeat(100_000)}`],
  ['braces', `a: ${'{a: '.repeat(100_000)}`],
  ['maps in maps', '? '.repeat(50_000)],
  ['lists in lists', '- '.repeat(50_000)],
  ['a staircase', many(300, (i) => `${' '.repeat(i)}a:\n`)],
  ['an alias bomb', `a: &a [x]\n${many(200, (i) => `k${String(i)}: [*a, *a]\n`)}`],
  ['thousands of aliases', `a: &a [x]\nb: [${'*a, '.repeat(10_000)}]`],
  ['thousands of anchors', many(10_000, (i) => `k${String(i)}: &a${String(i)} x\n`)],
  ['merges', `a: &a {}\n${'b: { <<: *a }\n'.repeat(5_000)}`],
  ['duplicate keys', 'a: 1\n'.repeat(10_000)],
  ['unknown keys', flow(`  a: { say: Hi, ${many(5_000, (i) => `k${String(i)}: 1, `)} }`)],
  [
    'unknown targets',
    flow(many(1_000, (i) => `  s${String(i)}: { say: Hi, goto: t${String(i)} }\n`)),
  ],
  [
    'options that are all the same',
    flow(
      `  a: { choose: true, say: Q?, options: [${many(2_000, () => '{ id: a, title: A }, ')}] }`,
    ),
  ],
  ['steps that all fall through', flow(many(1_500, (i) => `  s${String(i)}: { say: Hi }\n`))],
  [
    'thousands of keywords',
    flow('  a: { say: Hi }', `start: { keywords: [${many(20_000, (i) => `w${String(i)}, `)}] }`),
  ],
  [
    'thousands of slots',
    flow(
      many(500, (i) => `  s${String(i)}: { ask: x${String(i)}, say: Q }\n`),
      `slots: { ${many(5_000, (i) => `x${String(i)}: { type: text }, `)} }`,
    ),
  ],
  ['nested tags', flow(`  a: { say: "${'{% if s %}'.repeat(300)}" }`, SLOT)],
  ['filters without end', flow(`  a: { say: "{{ s ${'| upcase '.repeat(600)} }}" }`, SLOT)],
  ['a Liquid loop', flow('  a: { say: "{% for i in (1..100000000) %}x{% endfor %}" }')],
  [
    'a deep condition',
    flow(
      `  a: { decide: [{ when: '${'('.repeat(240)}s == 1${')'.repeat(240)}', goto: end }, { else: end }] }`,
      SLOT,
    ),
  ],
  [
    'a pattern made to hang',
    flow('  a: { ask: s, say: Q }', "slots: { s: { type: text, pattern: '^(a+)+$' } }"),
  ],
  [
    'a pattern that explodes',
    flow(
      '  a: { ask: s, say: Q }',
      "slots: { s: { type: text, pattern: '((a{1,100}){1,100}){1,100}' } }",
    ),
  ],
  ['an open quote', `flow: "${'x\n'.repeat(100_000)}`],
  ['one endless line', `flow: ${'x'.repeat(500_000)}`],
  ['ten megabytes', `flow: f # ${'x'.repeat(10_000_000)}`],
  ['ten megabytes of lines', 'a: 1\n'.repeat(2_000_000)],
  ['nothing but noise', '\u0000\u0001: [{,'],
  ['half a character', flow('  a: { say: "\ud83d" }')],
  [
    'bytes of a picture',
    Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 256)).toString('utf8'),
  ],
  ['__proto__', flow('  a: { say: { __proto__: { polluted: yes } } }')],
  ['__proto__ in quotes', flow('  "__proto__": { say: Hi }')],
  ['constructor', flow('  a: { say: { text: Hi, with: { constructor: x } } }')],
];

/** Milliseconds of processor time: the wall clock would measure what else the machine does. */
function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1_000;
}

describe('a hostile file', () => {
  it.each(FILES)('%s costs less than a second of work', (_name, text) => {
    let compiled: ReturnType<typeof compileRelease> | undefined;

    const costMs = costOf(() => {
      compiled = compileRelease(filesOf([text]));
    });

    expect(costMs).toBeLessThan(1_000);
    expect(compiled).toBeDefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    [
      'files',
      Array.from({ length: 5_000 }, (_, i) => ({ path: `f${String(i)}.yaml`, text: 'a: [' })),
    ],
    [
      'broken files',
      Array.from({ length: 900 }, (_, i) => ({ path: `f${String(i)}.yaml`, text: 'a: [' })),
    ],
    [
      'copy files',
      Array.from({ length: 900 }, (_, i) => ({
        path: `copy/x${String(i)}.yaml`,
        text: 'a: {b: {say: c}}',
      })),
    ],
  ])('and thousands of %s cost less than a second of work', (_name, files) => {
    expect(costOf(() => void compileRelease([...filesOf([]), ...files]))).toBeLessThan(1_000);
  });
});

const FLOWS = new URL('../../../../flows/', import.meta.url);
const SAMPLE: readonly ReleaseFile[] = readdirSync(FLOWS)
  .filter((path) => path.endsWith('.yaml') && !path.endsWith('.chat.yaml'))
  .map((path) => ({ path, text: readFileSync(new URL(path, FLOWS), 'utf8') }));

/** Pieces that YAML, Liquid, conditions and flows are made of. */
const PIECES = [
  ...[
    'flow: f\n',
    'steps:\n',
    '  a: ',
    '  b:\n',
    '{ ',
    ' }',
    '[',
    ']',
    ', ',
    ': ',
    '- ',
    '\n',
    '    ',
  ],
  ...[
    'say: Hi',
    'ask: s',
    'goto: end',
    'choose: true',
    'decide:',
    'when: s == 1',
    'else: a',
    '"',
    "'",
  ],
  ...[
    'slots: { s: { type: text } }\n',
    '{{ s }}',
    '{% if s %}',
    '| upcase',
    '&a ',
    '*a',
    '!x ',
    '#',
    '|',
  ],
  ...[
    'invalid:',
    'silence: { after: 1h }',
    'handoff: {}',
    'null',
    '~',
    'true',
    '1',
    '\t',
    '---\n',
    '<<: ',
  ],
];
const yamlish = array(
  oneof({ weight: 9, arbitrary: constantFrom(...PIECES) }, { weight: 1, arbitrary: string() }),
  {
    maxLength: 40,
  },
).map((parts) => parts.join(''));

const mutation = tuple(
  nat({ max: SAMPLE.length - 1 }),
  nat(10_000),
  integer({ min: 0, max: 30 }),
  oneof(constantFrom(...PIECES), string()),
);

describe('the reader', () => {
  it('compiles or refuses any text', () => {
    assert(
      property(yamlish, yamlish, (one, other) => {
        const compiled = compileRelease([...filesOf([one]), { path: 'copy/es.yaml', text: other }]);

        expect('release' in compiled || compiled.problems.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('compiles or refuses any bot.yaml', () => {
    assert(
      property(nat(A_BOT.length), nat(20), yamlish, (at, length, piece) => {
        const bot = A_BOT.slice(0, at) + piece + A_BOT.slice(at + length);

        const compiled = compileRelease(filesOf([], bot));

        expect('release' in compiled || compiled.problems.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('compiles or refuses what becomes of the sample bot by slips', () => {
    assert(
      property(array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const files = SAMPLE.map(({ path, text }) => ({ path, text }));
        for (const [file, at, length, piece] of mutations) {
          const target = files[file];
          if (target === undefined) continue;
          const start = at % target.text.length;
          target.text = target.text.slice(0, start) + piece + target.text.slice(start + length);
        }

        const compiled = compileRelease(files);

        expect('release' in compiled || compiled.problems.every(({ line }) => line > 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
