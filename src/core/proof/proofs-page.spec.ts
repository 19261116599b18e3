import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { plantedFaults } from './proofs-page.ts';

const PAGE = new URL('../../../docs/flows/proofs.md', import.meta.url);
const TABLE = /<!-- The next table[^>]*-->\n\n((?:\|.*\n)+)/;

/** A table's cells; how wide they are is for the formatter. */
function cellsOf(table: string): readonly (readonly string[])[] {
  const rows = table.trim().split('\n');
  return rows.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/^-+$/, '-')));
}

describe('docs/flows/proofs.md', () => {
  it('has what each proof says of the fault that is planted for it', () => {
    const [, table = ''] = TABLE.exec(readFileSync(PAGE, 'utf8')) ?? [];

    // Stale? What is received stands in the way of what `plantedFaults` writes.
    expect(cellsOf(table)).toEqual(cellsOf(plantedFaults()));
  });
});
