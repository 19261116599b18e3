import { useLocale } from '../desk/words.tsx';
import { type BoardWords, en } from './words.en.ts';
import { es } from './words.es.ts';

const DICTIONARIES = { en, es } as const;

/** A word of the board, with what its braces stand for. */
export type SayBoard = (key: keyof BoardWords, values?: Readonly<Record<string, string>>) => string;

/** They come with the board, and not with the agents' page. */
export function useBoardWords(): SayBoard {
  const words = DICTIONARIES[useLocale()];
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);
}
