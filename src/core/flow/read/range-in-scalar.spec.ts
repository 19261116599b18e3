import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isMap, isScalar, parseDocument, stringify } from 'yaml';

import { rangeInScalar } from './range-in-scalar.ts';

/** The part of a file that stands for a part of the text under `a` (or under `b: a`). */
function inFile(file: string, part: string): string | undefined {
  const document = parseDocument(file, { version: '1.2', schema: 'core' });
  const contents: unknown = document.contents;
  const above: unknown = isMap(contents) ? (contents.get('b', true) ?? contents) : contents;
  const node: unknown = isMap(above) ? above.get('a', true) : undefined;
  if (!isScalar(node) || typeof node.value !== 'string') throw new Error('no text');

  const range = rangeInScalar(file, node, { at: node.value.indexOf(part), length: part.length });
  return range && file.slice(...range);
}

describe('rangeInScalar', () => {
  it.each([
    ['plain', 'a: one {{ x }} two\n', '{{ x }}'],
    ['plain over lines', 'a: one\n  two\n\n  thr {{ x }}\n', '{{ x }}'],
    ['single quotes', "a: 'it''s {{ x }} ''n'''\n", '{{ x }}'],
    ['double quotes', 'a: "tab\\t \\"q\\" \\u00e9 {{ x }}"\n', '{{ x }}'],
    ['a wide escape', 'a: "\\U0001F600 \\x41 {{ x }}"\n', '{{ x }}'],
    ['double quotes over lines', 'a: "one\n  two\n\n\n  {{ x }}"\n', '{{ x }}'],
    ['an escaped line end', 'a: "one \\\n   two {{ x }}"\n', '{{ x }}'],
    ['a block', 'b:\n  a: |\n    one\n      two\n\n    {{ x }}\n', '{{ x }}'],
    ['a block that starts empty', 'b:\n  a: |-\n\n    one {{ x }}\n', '{{ x }}'],
    ['a block with its own indentation', 'b:\n  a: |2\n      one {{ x }}\n', '{{ x }}'],
    ['a folded block', 'b:\n  a: >\n    one\n    two\n\n    three {{ x }}\n', '{{ x }}'],
    [
      'a folded block with a list in it',
      'a: >-\n  one\n    - two\n    - x\n  {{ x }}\n',
      '{{ x }}',
    ],
    ['Windows line ends', 'a: |\r\n  one\r\n  {{ x }}\r\n', '{{ x }}'],
    ['an emoji before it', 'a: 😀 {{ x }}\n', '{{ x }}'],
  ])('finds a part in %s', (_how, file, part) => {
    expect(inFile(file, part)).toBe(part);
  });

  it('finds it however YAML writes the text', () => {
    const line = fc.stringMatching(/^[a-z"'\\:#\t -]{0,30}$/);
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 4 }),
        fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
        fc.integer({ min: 20, max: 80 }),
        (lines, defaultStringType, lineWidth) => {
          const text = [...lines, 'ok {{ X }} ok'].join('\n');
          const file = stringify({ b: { a: text } }, { defaultStringType, lineWidth });

          expect([file, inFile(file, '{{ X }}')?.replace(/\s+/g, ' ')]).toEqual([file, '{{ X }}']);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
