import { RE2JS } from 're2js';

import type { SlotShape } from '#core/flow/model/slot.ts';

/**
 * Makes a text as its slot wants it; `undefined` for one that it does not take.
 *
 * @param longest for a slot that does not say itself, in characters
 * @throws RE2JSSyntaxException when the pattern is none
 */
export function textReader(
  { pattern, normalize, max_length: own }: SlotShape,
  longest: number,
): (text: string) => string | undefined {
  const maxLength = own ?? longest;
  const matcher = pattern === undefined ? undefined : RE2JS.compile(pattern);
  return (text) => {
    if (text.length > maxLength * 4) return undefined;
    const value = normalised(text, normalize);
    if (value.length > maxLength) return undefined;
    return matcher === undefined || matcher.test(value) ? value : undefined;
  };
}

function normalised(text: string, how: SlotShape['normalize']): string {
  switch (how) {
    case undefined:
      return text;
    case 'upper':
      return text.replace(/[\s-]/g, '').toUpperCase();
    case 'lower':
      return text.replace(/\s+/g, ' ').toLowerCase();
    case 'digits':
      return text.replace(/\D/g, '');
    case 'compact':
      return text.replace(/\s/g, '');
  }
}
