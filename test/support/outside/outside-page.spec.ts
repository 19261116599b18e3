import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { outsideTable } from './outside-page.ts';
import { OUTSIDE_ROWS } from './outside-rows.ts';

const PAGE = new URL('../../../docs/faults-of-others.md', import.meta.url);
const TABLE = /<!-- The next table[^>]*-->\n\n((?:\|.*\n)+)/;

/** A table's cells; how wide they are is for the formatter. */
function cellsOf(table: string): readonly (readonly string[])[] {
  const rows = table.trim().split('\n');
  return rows.map((row) => row.split('|').map((cell) => cell.trim().replace(/^-+$/, '-')));
}

describe('docs/faults-of-others.md', () => {
  it('has every row of the table that is tried', () => {
    const [, table = ''] = TABLE.exec(readFileSync(PAGE, 'utf8')) ?? [];

    // Stale? What is received stands in the way of what `outsideTable` writes.
    expect(cellsOf(table)).toEqual(cellsOf(outsideTable(OUTSIDE_ROWS)));
  });
});
