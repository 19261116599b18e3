import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { TranscriptEntry } from '../api/desk-types.ts';
import { type TranscriptPages, withEntries } from './new-entries.ts';

const anEntry = (seq: number, kind = 'message'): TranscriptEntry => ({
  ...{ seq, kind, at: '2026-11-23T12:00:00Z', payload: {}, parked: null, replies: [], media: [] },
});
const log = (from: number, to: number, kind?: string): readonly TranscriptEntry[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => anEntry(from + place, kind));

/** What the API answers page by page: the newest first. */
function pagesOf(entries: readonly TranscriptEntry[], size: number): TranscriptPages {
  const newest = entries.toReversed();
  const count = Math.max(1, Math.ceil(newest.length / size));
  const pages = Array.from({ length: count }, (_, place) => ({
    items: newest.slice(place * size, (place + 1) * size),
    next: place + 1 < count ? `page ${String(place + 1)}` : null,
  }));
  return {
    pages,
    pageParams: pages.map((_, place) => (place === 0 ? undefined : `page ${String(place)}`)),
  };
}

const shown = ({ pages }: TranscriptPages): readonly TranscriptEntry[] =>
  pages.flatMap(({ items }) => items).toReversed();

const sizes = fc.record({
  known: fc.nat({ max: 30 }),
  size: fc.integer({ min: 1, max: 12 }),
  from: fc.integer({ min: 1, max: 40 }),
  more: fc.nat({ max: 10 }),
});

describe('withEntries', () => {
  it('is what reading everything again would give, or asks for that', () => {
    fc.assert(
      fc.property(sizes, ({ known, size, from, more }) => {
        const heard = log(from, from + more, 'changed');
        const last = from + more;
        const after = withEntries(pagesOf(log(1, known), size), heard);

        if (from > known + 1) expect(after).toBeUndefined();
        else {
          const rest = [...log(1, from - 1), ...heard, ...log(last + 1, known)];
          expect(after === undefined ? [] : shown(after)).toEqual(rest);
        }
      }),
    );
  });

  it('leaves the pages in their places, and what was given as it was', () => {
    const before = pagesOf(log(1, 5), 2);
    const copy = structuredClone(before);

    const after = withEntries(before, log(5, 6, 'changed'));

    expect(after?.pages.map(({ items }) => items.map(({ seq }) => seq))).toEqual([
      [6, 5, 4],
      [3, 2],
      [1],
    ]);
    expect(after?.pages.map(({ next }) => next)).toEqual(copy.pages.map(({ next }) => next));
    expect(after?.pageParams).toEqual(copy.pageParams);
    expect(before).toEqual(copy);
  });

  it('changes nothing older than what is shown', () => {
    const { pages, pageParams } = pagesOf(log(1, 9), 3);
    const newest = { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };

    expect(withEntries(newest, [anEntry(2, 'changed')])).toEqual(newest);
  });

  it('begins with the first entry of a conversation that had none', () => {
    const empty = { pages: [], pageParams: [] };

    expect(withEntries(empty, log(1, 2))?.pages).toEqual([
      { items: log(1, 2).toReversed(), next: null },
    ]);
    expect(withEntries(empty, log(2, 2))).toBeUndefined();
  });
});
