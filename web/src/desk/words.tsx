import { createContext, type ReactNode, use } from 'react';

import { type DeskWords, en } from './words.en.ts';
import { es } from './words.es.ts';

const DICTIONARIES = { en, es } as const;
export type Locale = keyof typeof DICTIONARIES;

/** A word, with what its braces stand for. */
export type Say = (key: keyof DeskWords, values?: Readonly<Record<string, string>>) => string;

interface Language {
  readonly locale: Locale;
  readonly say: Say;
}

function sayerOf(words: DeskWords): Say {
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);
}

const LanguageContext = createContext<Language>({ locale: 'en', say: sayerOf(en) });

/** The first of the browser's languages that there are words in; English without one. */
export function localeOf(languages: readonly string[]): Locale {
  const known = languages.map((language) => language.slice(0, 2).toLowerCase());
  return known.find((base): base is Locale => base === 'en' || base === 'es') ?? 'en';
}

export function WordsProvider(props: { readonly locale: Locale; readonly children: ReactNode }) {
  const language = { locale: props.locale, say: sayerOf(DICTIONARIES[props.locale]) };
  return <LanguageContext value={language}>{props.children}</LanguageContext>;
}

export function useSay(): Say {
  return use(LanguageContext).say;
}

export function useLocale(): Locale {
  return use(LanguageContext).locale;
}

/** A key made of parts, where there is such a word. */
export function isWord(key: string): key is keyof DeskWords {
  return Object.hasOwn(en, key);
}
