import { AppError } from '#core/app-error.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { type Act, Acts } from './acts.ts';
import type { Happening } from './happening.ts';
import { Talk, type TalkMoment } from './talk.ts';
import type { Touching } from './touching.ts';

/** A way through a bot: what was done last, what followed, and how it came to that. */
export interface Trail {
  readonly before: Trail | undefined;
  readonly act: Act | undefined;
  readonly happened: readonly Happening[];
  readonly moment: TalkMoment;
  /** Coverage items that this act touched. */
  readonly touched: ReadonlySet<string>;
  readonly length: number;
}

export interface Bounds {
  /** Acts that are tried altogether. */
  readonly mostActs: number;
}

/**
 * The shortest way to each wanted coverage item, as far as one is found within the bounds.
 *
 * Breadth first over what a conversation remembers; times, languages and counters that only choose
 * words are left out of it, so that the search ends.
 */
export function explore(
  release: CompiledRelease,
  source: ReleaseSource,
  touching: Touching,
  {
    locale,
    wanted,
    mostActs,
  }: Bounds & { readonly locale: string; readonly wanted: ReadonlySet<string> },
): ReadonlyMap<string, Trail> {
  const found = new Map<string, Trail>();
  const acts = new Acts(release, source);
  let touched = new Set<string>();
  const talk = new Talk(release, {
    language: locale,
    onMoved: (moved) => {
      for (const item of touching.by(moved)) touched.add(item);
    },
  });
  const start: Trail = {
    ...{ before: undefined, act: undefined, happened: [], touched: new Set(), length: 0 },
    moment: talk.save(),
  };
  const places = new Visited();
  const queue: Trail[] = [start];
  let tried = 0;
  for (const here of queue) {
    talk.restore(here.moment);
    for (const act of acts.after(talk, here.happened)) {
      if (tried >= mostActs || found.size === wanted.size) return found;
      tried += 1;
      talk.restore(here.moment);
      touched = new Set();
      const happened = tryAct(act, talk);
      if (happened === undefined) continue;

      const next = {
        before: here,
        act,
        happened,
        touched,
        moment: talk.save(),
        length: here.length + 1,
      };
      for (const item of touched) if (wanted.has(item) && !found.has(item)) found.set(item, next);
      if (act.isAside !== true && places.isNew(next.moment)) queue.push(next);
    }
  }
  return found;
}

/** `undefined` where the bot breaks: that is for others to tell. */
function tryAct(act: Act, talk: Talk): readonly Happening[] | undefined {
  try {
    return act.run(talk);
  } catch (failure) {
    if (failure instanceof AppError) return undefined;
    throw failure;
  }
}

/** So many different memories are gone on with at one place; slots multiply otherwise. */
const MOST_MEMORIES = 16;

/** Where the search has been, and what was remembered there. */
class Visited {
  private readonly seen = new Set<string>();
  private readonly memories = new Map<string, number>();

  isNew({ state, openCall }: TalkMoment): boolean {
    const { slots, stack, tries, misses, late } = state.snapshot?.context ?? {};
    const closed = (late as { readonly at?: string } | undefined)?.at;
    const value = state.snapshot?.value;
    const place = JSON.stringify([value, tries, misses, closed, openCall !== undefined]);
    const key = `${place}\n${JSON.stringify([slots, stack])}`;
    const count = this.memories.get(place) ?? 0;
    if (this.seen.has(key) || count >= MOST_MEMORIES) return false;
    this.seen.add(key);
    this.memories.set(place, count + 1);
    return true;
  }
}
