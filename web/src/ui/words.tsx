import { createContext, type ReactNode, use } from 'react';

import { en, type Words } from './words.en.ts';
import { es } from './words.es.ts';

const DICTIONARIES = { en, es } as const;

export type Locale = keyof typeof DICTIONARIES;

interface Language {
  readonly locale: Locale;
  readonly words: Words;
}

const LanguageContext = createContext<Language>({ locale: 'en', words: en });

/** The first of the browser's languages that there are words in; English without one. */
export function localeOf(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.slice(0, 2).toLowerCase();
    if (base === 'en' || base === 'es') return base;
  }
  return 'en';
}

export function WordsProvider(props: { readonly locale: Locale; readonly children: ReactNode }) {
  const language = { locale: props.locale, words: DICTIONARIES[props.locale] };
  return <LanguageContext value={language}>{props.children}</LanguageContext>;
}

export function useWords(): Words {
  return use(LanguageContext).words;
}

export function useLocale(): Locale {
  return use(LanguageContext).locale;
}
