import { en, type ReportWords } from './words.en.ts';

/** A key made of parts, where there is such a word. */
export function isReportWord(key: string): key is keyof ReportWords {
  return Object.hasOwn(en, key);
}
