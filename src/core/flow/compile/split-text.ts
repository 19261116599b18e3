const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A piece shorter than this part of what is possible reads torn: the next finer break is taken. */
const LEAST = 1 / 4;

/**
 * A text in pieces that fit, in order: broken between paragraphs, else lines, else sentences, else
 * words, and never through what a reader sees as one character. Nothing is lost but the white space
 * at which it is broken.
 *
 * @param most characters (UTF-16) of a piece; 16 at least
 */
export function splitText(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = breakIn(rest.slice(0, most + 1), most);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** The finest break is always possible: one character is shorter than any piece. */
function breakIn(start: string, most: number): number {
  const isFar = (end: number): boolean => end >= most * LEAST && end <= most;
  for (const mark of ['\n\n', '\n']) {
    const end = start.lastIndexOf(mark);
    if (isFar(end)) return end;
  }
  for (const segmenter of [sentences, words]) {
    const end = lastStart(segmenter, start);
    if (isFar(end)) return end;
  }
  const end = lastStart(characters, start);
  // One "character" of thousands of joined marks: there it breaks by code point.
  return isFar(end) ? end : most - Number(isLowSurrogate(start, most));
}

/** Where the last segment begins: what is before it is whole. */
function lastStart(segmenter: Intl.Segmenter, text: string): number {
  return segmenter.segment(text).containing(text.length - 1)?.index ?? 0;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
