import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { assert, dictionary, letrec, oneof, property, string } from 'fast-check';
import { parse, stringify } from 'yaml';

import { formatYaml } from './format-yaml.ts';

const FLOWS = new URL('../../../flows/', import.meta.url);

const { tree } = letrec<{ tree: unknown }>((tie) => ({
  tree: oneof(
    { maxDepth: 4 },
    string({ unit: 'binary', maxLength: 60 }),
    dictionary(string({ minLength: 1, maxLength: 8 }), tie('tree'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

describe('formatYaml', () => {
  it.each([
    [
      'flow:   f\nsteps:\n    a:   {say: Hi,goto: end}',
      'flow: f\nsteps:\n  a: { say: Hi, goto: end }\n',
    ],
    ['a: [ 1,2 ]  # why\n\n\n\nb: 2', 'a: [1, 2] # why\n\nb: 2\n'],
    ['a:  # why\n  b: # so\n    c: 1\n', 'a: # why\n  b: # so\n    c: 1\n'],
    ['a: "one\\ntwo"\n', 'a: "one\\ntwo"\n'],
    ['a:\n- x\n-   y\n', 'a:\n  - x\n  - y\n'],
    ['a: 1\r\nb: "2"\r\n', 'a: 1\nb: "2"\n'],
    ['\ufeffa: 1', 'a: 1\n'],
    [
      `a: { b: ${'x'.repeat(50)}, c: [${'y'.repeat(50)}] }`,
      `a:\n  b: ${'x'.repeat(50)}\n  c: [${'y'.repeat(50)}]\n`,
    ],
    [`a: "${'long '.repeat(40)}"`, `a: "${'long '.repeat(40)}"\n`],
  ])('writes %j in its one form', (given, formatted) => {
    expect(formatYaml(given)).toBe(formatted);
  });

  it.each(readdirSync(FLOWS).filter((path) => path.endsWith('.yaml')))(
    'keeps what %s means, and changes nothing more the second time',
    (path) => {
      const text = readFileSync(new URL(path, FLOWS), 'utf8');

      const once = formatYaml(text);

      expect(parse(once)).toEqual(parse(text));
      expect(comments(once)).toEqual(comments(text));
      expect(formatYaml(once)).toBe(once);
    },
  );

  it('keeps what any file means, and is done after one time', () => {
    assert(
      property(tree, (value) => {
        const text = stringify({ value });

        const once = formatYaml(text);

        expect(parse(once)).toEqual(parse(text));
        expect(formatYaml(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});

function comments(text: string): readonly string[] {
  return text.match(/(?<=^| )#.*$/gm) ?? [];
}
