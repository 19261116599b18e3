import type { Phrase } from '#core/routing/phrase-table.ts';

import type { Copy } from '../model/words.ts';

/** A button's title, in each language, as the phrase that its tap sends. */
export function commandPhrases<T>(title: Copy, value: T): Phrase<T>[] {
  if (typeof title === 'string') return [{ text: title, locale: undefined, value }];
  return Object.entries(title).map(([locale, text]) => ({ text, locale, value }));
}
