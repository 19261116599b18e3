import { useLocale } from '../desk/words.tsx';
import { en, type ReportWords } from './words.en.ts';
import { es } from './words.es.ts';

const DICTIONARIES = { en, es } as const;

/** A word of reports, with what its braces stand for. */
export type SayReport = (
  key: keyof ReportWords,
  values?: Readonly<Record<string, string>>,
) => string;

/** They come with the page that needs them, not with the agents' one. */
export function useReportWords(): SayReport {
  const words = DICTIONARIES[useLocale()];
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);
}
