import type { InfiniteData } from '@tanstack/react-query';

import type { Page, TranscriptEntry } from '../api/desk-types.ts';

/** Pages of a transcript, the newest first in each and among them. */
export type TranscriptPages = InfiniteData<Page<TranscriptEntry>, string | undefined>;

/**
 * The same pages with what is new or other.
 *
 * @param entries the oldest first
 * @returns `undefined` where something between is missing and the page must ask
 */
export function withEntries(
  { pages, pageParams }: TranscriptPages,
  entries: readonly TranscriptEntry[],
): TranscriptPages | undefined {
  const changed = new Map(entries.map((entry) => [entry.seq, entry]));
  const newest = pages[0]?.items[0]?.seq ?? 0;
  const added = entries.filter(({ seq }) => seq > newest);
  if (added.some(({ seq }, place) => seq !== newest + 1 + place)) return undefined;

  const kept = pages.map((page) => ({
    ...page,
    items: page.items.map((entry) => changed.get(entry.seq) ?? entry),
  }));
  const [first = { items: [], next: null }, ...older] = kept;
  return {
    pages: [{ ...first, items: [...added.toReversed(), ...first.items] }, ...older],
    pageParams,
  };
}
