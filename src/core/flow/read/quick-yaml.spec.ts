import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import {
  type Arbitrary,
  array,
  assert,
  constantFrom,
  dictionary,
  integer,
  letrec,
  nat,
  oneof,
  property,
  record,
  string,
  tuple,
} from 'fast-check';
import { stringify } from 'yaml';

import { quickYaml } from './quick-yaml.ts';
import { readSlowly } from './read-yaml.ts';

/** What YAML is made of, and where readers of it disagree. */
const PIECES = [
  ...['a: ', '  b:\n', '{ ', ' }', '[', ']', ', ', ': ', '- ', '\n', '    ', '"', "'", '"a": '],
  ...['|', '>-\n', '|+\n  x\n\n', '|2\n', '&a ', '*a', '!x ', '# c', '#', '? ', '?', '---\n'],
  ...['...\n', '%', '@', '\\n', '<<: ', 'null', '~', 'true', '1.50', '0x1C', '1e3', '2026-12-25'],
  ...['09:00', '__proto__: ', '\r\n', '\t', 'é', '😀', '\ufeff', '\u0085', '\u2028', 'x: y'],
];
const soup = array(
  oneof({ weight: 9, arbitrary: constantFrom(...PIECES) }, { weight: 1, arbitrary: string() }),
  { maxLength: 25 },
).map((parts) => parts.join(''));

const word = oneof(
  constantFrom('a', 'yes', '# x', 'x: y', '- z', '', '1', 'true', '*b*', 'x\n\ny\n', ' lead'),
  constantFrom('trail ', '{{ s }}', '{% if %}', "it's", 'say "x"', '5m', '09:00-14:00', '1.10'),
  string({ maxLength: 12 }),
);
const { tree } = letrec((tie) => ({
  tree: oneof(
    { maxDepth: 4 },
    ...[word, integer(), constantFrom(true, false, null, 0.5)],
    ...[array(tie('tree'), { maxLength: 3 }), dictionary(word, tie('tree'), { maxKeys: 4 })],
  ),
}));
const style = record({
  lineWidth: constantFrom(0, 20, 80),
  defaultStringType: constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
  collectionStyle: constantFrom('any', 'flow', 'block'),
});
/** What the library writes of any value, in any style. */
const written = tuple(dictionary(constantFrom('a', 'b', 'c'), tree, { minKeys: 1 }), style).map(
  ([value, options]) => stringify(value, options),
);

const SAMPLES = ['flows', 'examples/bank-card-care', 'examples/airline-disruption'].flatMap(
  (folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')] as const),
);
const slipped = tuple(
  constantFrom(...SAMPLES.map(([, text]) => text)),
  nat(3_000),
  nat(8),
  constantFrom(...PIECES),
).map(([text, at, length, piece]) =>
  (text.slice(0, at) + piece + text.slice(at + length)).slice(0, 3_000),
);

const TEXTS: readonly (readonly [string, Arbitrary<string>, number])[] = [
  ['anything', soup, 3_000],
  ['what the library writes', written, 600],
  ['a sample with a slip', slipped, 150],
];

describe('quickYaml', () => {
  it.each(TEXTS)('reads %s as the careful reader does, or not at all', (_what, texts, numRuns) => {
    let read = 0;
    assert(
      property(texts, (text) => {
        const value = quickYaml(text);
        if (value === undefined) return;

        read += 1;
        const careful = readSlowly('f', text);
        expect('value' in careful && careful.value.value).toEqual(value);
      }),
      { numRuns },
    );

    expect(read).toBeGreaterThan(numRuns / 50);
  });

  it.each(SAMPLES.filter(([name]) => name.endsWith('.flow.yaml')))('reads %s', (_name, text) => {
    expect(quickYaml(text)).toBeDefined();
  });

  it.each([
    ['an anchor', 'a: &x b'],
    ['an alias', 'a: &x b\nc: *x'],
    ['a tag', 'a: !t b'],
    ['a merge', '<<: { a: b }'],
    ['a name twice', 'a: 1\na: 2'],
    ['a name that reaches into objects', '__proto__: 1'],
    ['a name that is a number', '1: a'],
    ['two documents', 'a: 1\n---\nb: 2'],
    ['the end of one', 'a: 1\n...\n'],
    ['a list', '- a'],
    ['nothing', ''],
    ['a number with an exponent', 'a: 1e3'],
    ['a date', 'a: 2026-12-25'],
    ['a tab', 'a:\tb'],
    ['more after a text', 'a: "b"c'],
  ])('leaves %s to the careful reader', (_what, text) => {
    expect(quickYaml(text)).toBeUndefined();
  });
});
