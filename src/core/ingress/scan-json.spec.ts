import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { scanJson, stringAt } from './scan-json.ts';

const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('scanJson', () => {
  it('says where the value of each key stands', () => {
    const text = ' {"a" : "x\\ty", "b":[1,{"c":null}] }\n';

    const { entries, fault } = scanJson(text);

    expect(fault).toBeUndefined();
    expect(entries.map(({ key, start, end }) => [key, text.slice(start, end)])).toEqual([
      ['a', '"x\\ty"'],
      ['b', '[1,{"c":null}]'],
    ]);
  });

  it.each([
    ['{"a":1,"a":2}', 'duplicate-keys'],
    ['{"a":1,"\\u0061":2}', 'duplicate-keys'],
    ['{"x":{"a":1,"a":2}}', 'duplicate-keys'],
    ['{"__proto__":1,"__proto__":2}', 'duplicate-keys'],
    ['[]', 'not-an-object'],
    ['"x"', 'not-an-object'],
    ['{"a":1} x', 'not-json'],
    ['{"a":1,}', 'not-json'],
    ['{"a":01}', 'not-json'],
    ['{"a":"\n"}', 'not-json'],
    ['{"a":"\\x"}', 'not-json'],
    ["{'a':1}", 'not-json'],
    ['{"a":"', 'not-json'],
    ['{"a"', 'not-json'],
    ['{', 'not-json'],
    [nested(33), 'too-deep'],
    [nested(100_000), 'too-deep'],
    [`{${Array.from({ length: 257 }, (_, i) => `"k${String(i)}":0`).join()}}`, 'too-many-keys'],
  ])('finds what is wrong with %.40s', (text, fault) => {
    expect(scanJson(text).fault).toBe(fault);
  });

  it('takes 32 levels', () => {
    expect(scanJson(nested(32)).fault).toBeUndefined();
  });

  it('agrees with JSON.parse about every object', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 5 })),
        (object) => {
          const text = JSON.stringify(object, null, 1);

          const { entries, fault } = scanJson(text);

          expect(fault).toBeUndefined();
          for (const { key, start, end } of entries) {
            expect(JSON.parse(text.slice(start, end))).toEqual(
              (JSON.parse(text) as Record<string, unknown>)[key],
            );
          }
        },
      ),
    );
  });

  it('never takes what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '1',
      '-',
      'e',
      '.',
      'a',
      'null',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = `{"a":${parts.join('')}}`;
        if (scanJson(text).fault === undefined) {
          expect(() => JSON.parse(text) as unknown).not.toThrow();
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('stringAt', () => {
  it('decodes what stands between the quotes', () => {
    expect(stringAt('x"a\\u00e9\\n"', 1, 12)).toBe('aé\n');
  });
});
