import { digestOf } from './digest.ts';
import type { BotFile } from './model/bot.ts';
import type { Flow } from './model/flow.ts';
import type { Copy } from './model/words.ts';
import { putAt } from './read/put-at.ts';
import { spokenByBot, spokenCopies, type SpokenCopy } from './read/spoken-copies.ts';

/** What a release does, and what it says: two releases with the same logic differ in words alone. */
export interface ReleaseHashes {
  readonly logic: string;
  readonly copy: string;
}

/**
 * Hashes of what was read: blanks, comments, the order of names and files, and whether a text
 * stands in its flow or in `copy/`, make no difference. The order of steps is logic.
 */
export function hashesOf(bot: BotFile, flows: readonly Flow[]): ReleaseHashes {
  const sorted = [...flows].sort((a, b) => (a.name < b.name ? -1 : 1));
  const words: unknown[] = [];
  const wordless = (name: string, model: object, copies: readonly SpokenCopy[]): object => {
    const bare = cloneOf(model) as object;
    for (const { copy, path, key } of copies) {
      words.push([name, key, wordsIn(copy, bot.locales[0] ?? '')]);
      putAt(bare, path, '');
    }
    return bare;
  };
  const logic = [
    wordless('bot', bot, spokenByBot(bot)),
    ...sorted.map(({ steps, slots, ...rest }) => ({
      ...rest,
      slots: [...slots],
      steps: [...steps].map(([name, step]) => {
        const { steps: bare } = wordless(
          rest.name,
          { steps: { [name]: step } },
          spokenCopies(step, name),
        ) as Steps;
        return [name, bare[name]];
      }),
    })),
  ];
  return { logic: digestOf(canonical(logic)), copy: digestOf(canonical(words)) };
}

interface Steps {
  readonly steps: Readonly<Record<string, unknown>>;
}

/** One text for everybody is the first language's, as it would be beside a copy file. */
function wordsIn(copy: Copy, first: string): Copy {
  return typeof copy === 'string' ? { [first]: copy } : copy;
}

/** A copy of plain data; `structuredClone` takes five times as long. */
function cloneOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cloneOf);
  const clone: Record<string, unknown> = {};
  for (const name in value) clone[name] = cloneOf((value as Record<string, unknown>)[name]);
  return clone;
}

/** JSON with the names of each object in order. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).sort();
  const parts = names.map(
    (name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`,
  );
  return `{${parts.join(',')}}`;
}
