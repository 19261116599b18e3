import type { News } from './news.ts';

/**
 * How far each watched conversation was told of without a gap, so that looking finds what was told
 * by nobody, and nothing else.
 */
export class ToldSeqs {
  private told = new Map<string, number>();

  hear(news: News): void {
    for (const [id, { seq, entries }] of news.conversations) {
      const from = this.told.get(id);
      if (from === undefined || seq <= from) continue;
      // Without entries all is read again.
      if (entries === undefined || coversAll(entries, from, seq)) this.told.set(id, seq);
    }
  }

  /**
   * Where conversations stand, and all that are watched.
   *
   * @returns those that went on without being told of; they count as told by then
   */
  behind(seqs: ReadonlyMap<string, number>): readonly (readonly [id: string, seq: number])[] {
    const behind = [...seqs].filter(([id, seq]) => seq > (this.told.get(id) ?? seq));
    this.told = new Map(
      [...seqs].map(([id, seq]) => [id, Math.max(seq, this.told.get(id) ?? seq)]),
    );
    return behind;
  }
}

function coversAll(entries: readonly number[], from: number, to: number): boolean {
  const named = new Set(entries);
  for (let seq = from + 1; seq <= to; seq += 1) if (!named.has(seq)) return false;
  return true;
}
