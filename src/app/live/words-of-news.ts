import type { LiveWords, NewWords, WantedWords } from '#app/ports/live-words.ts';
import type { Timers } from '#app/ports/timers.ts';

import type { News } from './news.ts';

/** Pages that are told without the words ask for them themselves, so nobody waits long for these. */
const LONGEST_MS = 1_000;
const NONE: ReadonlyMap<string, NewWords> = new Map();

/** Reads once, for all pages that show a conversation, what each of them would ask for. */
export class WordsOfNews {
  constructor(
    private readonly words: LiveWords,
    private readonly timers: Timers,
  ) {}

  /** What there is to read; empty where pages must ask anyway. */
  wantedOf(news: News, isWatched: (conversation: string) => boolean): readonly WantedWords[] {
    const wanted: WantedWords[] = [];
    for (const [conversationId, { entries }] of news.conversations) {
      if (entries !== undefined && isWatched(conversationId)) {
        wanted.push({ conversationId, entries });
      }
    }
    return wanted;
  }

  close(): Promise<void> {
    return this.words.close();
  }

  /** Never fails: what could not be read in time is left out, and pages ask. */
  async read(wanted: readonly WantedWords[]): Promise<ReadonlyMap<string, NewWords>> {
    let callOff = (): void => undefined;
    const late = new Promise<ReadonlyMap<string, NewWords>>((resolve) => {
      callOff = this.timers.after(LONGEST_MS, () => {
        resolve(NONE);
      });
    });
    try {
      return await Promise.race([this.words.read(wanted), late]);
    } catch {
      return NONE;
    } finally {
      callOff();
    }
  }
}
