import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { csvLine } from './csv.ts';

/** What a reader of RFC 4180 makes of a line. */
function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  const reading = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = reading.exec(line); found !== null; found = reading.exec(line)) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') break;
  }
  return cells;
}

describe('csvLine', () => {
  it.each([
    [['care', 3, undefined, true], 'care,3,,true\r\n'],
    [['a,b', 'he said "no"', 'two\nlines'], '"a,b","he said ""no""","two\nlines"\r\n'],
    [['=1+1', '+1', '-1', '@me', '\tx'], "'=1+1,'+1,'-1,'@me,'\tx\r\n"],
    [['=HYPERLINK("x","y")'], `"'=HYPERLINK(""x"",""y"")"\r\n`],
    [[-5, 0.5], '-5,0.5\r\n'],
  ])('writes %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it('is read back as it was, but for what would have been run', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        const read = cellsOf(csvLine(cells));

        expect(read).toEqual(
          cells.map((cell) => (/^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell)),
        );
        for (const cell of read) expect(cell).not.toMatch(/^[=+\-@\t]/);
      }),
    );
  });
});
