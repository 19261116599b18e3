/** Stands where the words of others stood: a link may have a word there, and no more. */
export const HOLE = '\u{e000}';
