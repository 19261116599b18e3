import { HOLE } from './hole.ts';

/** What parts a link into words. */
const BETWEEN = new RegExp(`([^\\p{L}\\p{N}_\\-${HOLE}]+)`, 'u');
const WORD = /^[\p{L}\p{N}_-]*$/u;

/** Whether a link is a known one, which may have holes behind its host: each takes one word. */
export function isLink(link: string, known: string): boolean {
  if (!known.includes(HOLE)) return link === known;
  if (known.split('/', 1)[0]?.includes(HOLE) === true) return false;
  const wanted = known.split(BETWEEN);
  const given = link.split(BETWEEN);
  return (
    wanted.length === given.length && wanted.every((word, index) => fits(given[index] ?? '', word))
  );
}

function fits(word: string, wanted: string): boolean {
  if (!wanted.includes(HOLE)) return word === wanted;
  const before = wanted.slice(0, wanted.indexOf(HOLE));
  const after = wanted.slice(wanted.lastIndexOf(HOLE) + HOLE.length);
  return (
    WORD.test(word) &&
    word.length >= before.length + after.length &&
    word.startsWith(before) &&
    word.endsWith(after)
  );
}
