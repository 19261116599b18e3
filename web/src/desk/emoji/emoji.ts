/**
 * Emojis by what they are called. `emoji-list.json` has those up to Emoji 14, which phones of the
 * last years can draw, by group and in the order of Unicode: emoji, codes, English and Spanish
 * name, English and Spanish words, between bars. It is made of emojibase-data 17.0.0, whose
 * package is 49 MB; skin tones are left out.
 *
 * @see https://github.com/milesj/emojibase under the MIT licence, with names of Unicode's CLDR
 */
export interface Emoji {
  readonly emoji: string;
  /** As written between colons; the first is the most usual. */
  readonly codes: readonly string[];
  readonly en: string;
  readonly es: string;
  /** Words of the names in both languages, without accents. */
  readonly names: readonly string[];
  /** What else it is found by. */
  readonly words: readonly string[];
}

export function emojiOf(row: string): Emoji {
  const [emoji = '', codes = '', en = '', es = '', enWords = '', esWords = ''] = row.split('|');
  return {
    ...{ emoji, en, es },
    codes: codes.split(' '),
    names: wordsIn(`${en} ${es}`),
    words: wordsIn(`${codes} ${enWords} ${esWords}`),
  };
}

/** Those that are called so, the best first: by code, by the beginnings of names, by other words. */
export function findEmojis(all: readonly Emoji[], asked: string, limit: number): readonly Emoji[] {
  const code = asked.trim().toLowerCase().replace(/\s+/g, '_');
  const wanted = wordsIn(asked);
  if (code === '') return [];
  return all
    .map((emoji) => ({ emoji, rank: rankOf(emoji, code, wanted) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

const NOT_FOUND = 9;

function rankOf(emoji: Emoji, code: string, wanted: readonly string[]): number {
  if (emoji.codes[0] === code) return 0;
  if (emoji.codes.includes(code)) return 1;
  if (emoji.codes.some((one) => one.startsWith(code))) return 2;
  if (wanted.length === 0) return NOT_FOUND;
  const among = (words: readonly string[]): boolean =>
    wanted.every((part) => words.some((word) => word.startsWith(part)));
  if (among(emoji.names)) return 3;
  return among([...emoji.names, ...emoji.words]) ? 4 : NOT_FOUND;
}

function wordsIn(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Letters, or `-1` and `100`: of what begins so, `:D`, `:-D` and `:30` are none. */
const CODE = /(?:^|[\s(]):((?:[\p{L}+][\p{L}\p{N}_+-]|-\d|\d[\p{L}\p{N}_]{2})[\p{L}\p{N}_+-]*)$/u;

/** What stands between a colon and the caret, as in `well :smi`; a time or an address is none. */
export function codeAt(
  text: string,
  caret: number,
): { readonly from: number; readonly code: string } | undefined {
  const found = CODE.exec(text.slice(0, caret));
  const code = found?.[1];
  return code === undefined ? undefined : { from: caret - code.length - 1, code };
}
