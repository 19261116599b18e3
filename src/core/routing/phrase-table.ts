import { normalise } from './normalise.ts';

/** A phrase of the customer and what it stands for. */
export interface Phrase<T> {
  readonly text: string;
  /** `undefined`: in all languages. */
  readonly locale: string | undefined;
  readonly value: T;
}

export interface Found<T> {
  readonly value: T;
  /** As it was compared. */
  readonly phrase: string;
  /** The language that the customer used, where it is not the one we knew. */
  readonly locale: string | undefined;
}

interface Entry<T> {
  readonly value: T;
  readonly locale: string | undefined;
}

/** Words of a text beyond which nobody looks for a phrase inside it. */
const MOST_WORDS = 40;

/** Phrases to values, by normalised text; the customer's own language first, then the others. */
export class PhraseTable<T> {
  private readonly entries = new Map<string, Entry<T>[]>();
  private longest = 0;

  constructor(phrases: Iterable<Phrase<T>>) {
    for (const { text, locale, value } of phrases) this.add(normalise(text), { locale, value });
  }

  get size(): number {
    return this.entries.size;
  }

  /** All phrases, normalised. */
  *phrases(): Generator<Phrase<T>> {
    for (const [text, entries] of this.entries) {
      for (const { locale, value } of entries) yield { text, locale, value };
    }
  }

  /** What the whole text stands for. */
  exactly(normal: string, locale: string): Found<T> | undefined {
    const entries = this.entries.get(normal);
    if (entries === undefined) return undefined;

    const own = entries.find((entry) => entry.locale === undefined || entry.locale === locale);
    const entry = own ?? entries[0];
    if (entry === undefined) return undefined;
    return {
      value: entry.value,
      phrase: normal,
      locale: own === undefined ? entry.locale : undefined,
    };
  }

  /** What the longest phrase within the text stands for; of two as long, the first. */
  within(normal: string, locale: string): Found<T> | undefined {
    const words = normal.split(' ', MOST_WORDS);
    for (let length = Math.min(this.longest, words.length); length > 0; length -= 1) {
      for (let start = 0; start + length <= words.length; start += 1) {
        const found = this.exactly(words.slice(start, start + length).join(' '), locale);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** What the longest phrase stands for that the text begins with and goes on after. */
  starting(normal: string, locale: string): Found<T> | undefined {
    const words = normal.split(' ', this.longest + 1);
    for (let length = Math.min(this.longest, words.length - 1); length > 0; length -= 1) {
      const found = this.exactly(words.slice(0, length).join(' '), locale);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private add(normal: string, entry: Entry<T>): void {
    if (normal === '') return;

    const entries = this.entries.get(normal) ?? [];
    const known = entries.some(({ locale }) => locale === entry.locale);
    // The first of two with one phrase counts; that there are two is for the checks to say.
    if (!known) this.entries.set(normal, [...entries, entry]);
    this.longest = Math.max(this.longest, normal.split(' ').length);
  }
}
