import { stringify } from 'yaml';

import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { readChats } from '#core/flow/read/read-chat.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import type { CoverageItem, CoverageKind } from './coverage-item.ts';
import { explore, type Trail } from './explore.ts';
import { linesOf } from './lines-of.ts';
import { runChats } from './run-chat.ts';
import { Touching } from './touching.ts';

/** A chat that nobody has written yet; it passes on the bot as it is today. */
interface SuggestedChat {
  readonly chat: string;
  readonly locale: string;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
}

export interface Suggestions {
  readonly chats: readonly SuggestedChat[];
  /** The chats as a file that may be saved as it is; empty without any. */
  readonly yaml: string;
  /** What no chat was found for. */
  readonly unreached: readonly CoverageItem[];
}

export interface SuggestOptions {
  /** Acts that are tried in each language before the search gives up. */
  readonly mostActs?: number;
  /** Told how far it is: languages done, and all of them. */
  readonly progress?: (done: number, all: number) => void;
}

/** A transition takes about 50 µs, and an act a few: two seconds at most. */
const MOST_ACTS = 15_000;

/**
 * Chats for what tests leave out, few and as short as they can be.
 *
 * Each says what the bot says today; whether that is right is for the designer to see.
 */
export function suggestChats(
  release: CompiledRelease,
  source: ReleaseSource,
  missing: readonly CoverageItem[],
  { mostActs = MOST_ACTS, progress }: SuggestOptions = {},
): Suggestions {
  const touching = new Touching(release, source);
  const left = new Map(missing.map((item) => [item.id, item]));
  const chats: SuggestedChat[] = [];
  const { locales } = release.bot;
  for (const [done, locale] of locales.entries()) {
    progress?.(done, locales.length);
    const wanted = wantedIn(locale, locales[0], [...left.values()]);
    if (wanted.size === 0) continue;
    const found = explore(release, source, touching, { locale, wanted, mostActs });
    for (const trail of longestFirst(found)) {
      const covered = itemsAlong(trail).flatMap((id) => left.get(id) ?? []);
      if (covered.length === 0) continue;
      const chat = { chat: titleOf(covered), locale, steps: linesOf(stepsOf(trail)) };
      const touched = touchedBy(chat, release, touching);
      if (touched === undefined) continue;
      chats.push(chat);
      for (const id of touched) left.delete(id);
    }
  }
  return { chats, yaml: chats.length === 0 ? '' : yamlOf(chats), unreached: [...left.values()] };
}

/** In all languages but the first, only what is about that language. */
function wantedIn(
  locale: string,
  first: string,
  items: readonly CoverageItem[],
): ReadonlySet<string> {
  const ours = items.filter(({ kind, id }) =>
    kind === 'locales' ? id.endsWith(` ${locale}`) : locale === first,
  );
  return new Set(ours.map(({ id }) => id));
}

/** A longer way touches what shorter ones do on the way. */
function longestFirst(found: ReadonlyMap<string, Trail>): readonly Trail[] {
  return [...new Set(found.values())].sort((a, b) => b.length - a.length);
}

function stepsOf(trail: Trail): readonly Trail[] {
  const steps: Trail[] = [];
  for (let here: Trail | undefined = trail; here?.act !== undefined; here = here.before) {
    steps.unshift(here);
  }
  return steps;
}

/** What the last act touched comes first: the chat is about it. */
function itemsAlong(trail: Trail): readonly string[] {
  return [...stepsOf(trail)].reverse().flatMap(({ touched }) => [...touched]);
}

/** What tells most of a chat comes first in its title. */
const TELLING: readonly CoverageKind[] = [
  ...(['interruptions', 'timers', 'branches', 'steps', 'locales'] as const),
];

function titleOf(covered: readonly CoverageItem[]): string {
  const rank = ({ kind }: CoverageItem): number => TELLING.indexOf(kind);
  const [item] = [...covered].sort((a, b) => rank(a) - rank(b));
  return `${item?.flow ?? ''}, ${item?.label ?? ''}`.slice(0, 200);
}

function yamlOf(chats: readonly SuggestedChat[]): string {
  return stringify({ chats }, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** What a chat touches when it is tried like any other; `undefined` where it fails. */
function touchedBy(
  chat: SuggestedChat,
  release: CompiledRelease,
  touching: Touching,
): ReadonlySet<string> | undefined {
  const read = readChats('suggested.chat.yaml', yamlOf([chat]));
  if ('problems' in read) return undefined;

  const touched = new Set<string>();
  const outcomes = runChats(release, [read.value], {
    onMoved: (moved) => {
      for (const item of touching.by(moved)) touched.add(item);
    },
  });
  return outcomes.every(({ failure }) => failure === undefined) ? touched : undefined;
}
