/** More narrow no search, and cost. */
const MOST_WORDS = 8;
/** Around what was found, in characters. */
const AROUND = 60;

/** A text as words are compared: small letters without accents, in every script. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words that somebody looks for, each once. */
export function wordsIn(text: string): readonly string[] {
  return [...new Set(folded(text).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_WORDS);
}

/** The part of a text around the first of the words; text, with `…` where something is left out. */
export function snippet(text: string, words: readonly string[]): string {
  const characters = Array.from(text.replace(/\s+/g, ' ').trim());
  // Letter by letter, so that places in one are places in the other.
  const plain = characters.map((each) => folded(each).slice(0, 1) || ' ').join('');
  const places = words.map((word) => plain.indexOf(word)).filter((place) => place >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const from = Math.max(0, at - AROUND);
  const to = Math.min(characters.length, at + 2 * AROUND);
  const cut = characters.slice(from, to).join('').trim();
  return `${from > 0 ? '…' : ''}${cut}${to < characters.length ? '…' : ''}`;
}
