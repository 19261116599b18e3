/** Longest text that is looked at for words; keywords stand in short messages. */
const LONGEST = 500;
const ASCII = /^[\x20-\x7e]*$/;
const ACCENTS = /[\u0300-\u036f]/g;
/** And the invisible sign that makes a symbol an emoji. */
const APOSTROPHES = /\u2018|\u2019|\u02bc|\ufe0f/g;
/** Letters that Unicode does not take apart into a base and an accent. */
const FOLDED: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i' },
};

/**
 * A text as keywords are compared: one form for each letter, small, without accents, apostrophes
 * and punctuation, single spaces. `¿Dónde está MI pedido?` → `donde esta mi pedido`.
 *
 * Marks that are vowels (Hindi, Arabic, Thai) stay; only the accents of Latin, Greek and Cyrillic go.
 */
export function normalise(text: string): string {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const plain = ASCII.test(short) ? short.toLowerCase() : folded(short);
  return plain
    .replace(/['`]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}\p{So}]+/gu, ' ')
    .trim();
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(APOSTROPHES, '')
    .normalize('NFC')
    .replace(/[ßæœøđłı]/g, (letter) => FOLDED[letter] ?? letter);
}

/**
 * A customer's text as it may be stored and said again: well-formed, and without characters that
 * only control devices. Line breaks and tabs stay.
 */
export function cleanText(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd').replace(/(?![\n\t])\p{Cc}/gu, '');
}
