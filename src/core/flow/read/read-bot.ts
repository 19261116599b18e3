import { BotFile } from '../model/bot.ts';
import type { RawProblem } from '../raise-problems.ts';
import { readYaml } from './read-yaml.ts';
import type { ReleaseSource } from './release-source.ts';
import { findingsOf } from './shape-problems.ts';
import type { Source } from './source.ts';

type ReadBot = Pick<ReleaseSource, 'bot' | 'botSource' | 'unreadParts'>;

/**
 * `bot.yaml` by form; whether its parts fit together is for the checks. Of one with faults those
 * parts are read that have none.
 */
export function readBot(source: Source): ReadBot & { readonly problems: readonly RawProblem[] } {
  const read = BotFile.safeParse(source.value, { reportInput: true });
  if (read.success) {
    return { bot: read.data, botSource: source, unreadParts: new Set(), problems: [] };
  }
  const findings = findingsOf(read.error.issues, [], BotFile);
  const problems = findings.map((found) => source.problem(found));
  return { ...partsOf(source), problems };
}

/** What stands in for a `bot.yaml` that is not there, or of which nothing can be read. */
export function unreadBot(names: readonly string[]): ReleaseSource {
  const read = readYaml('bot.yaml', '{}');
  if ('problems' in read) throw new Error('An empty file is YAML');
  return {
    ...partsOf(read.value),
    flows: [],
    damaged: [],
    flowNames: new Set(names),
    knowledge: new Set(),
  };
}

function partsOf(source: Source): ReadBot {
  const raw = source.value as Readonly<Record<string, unknown>>;
  const parts: Record<string, unknown> = { ...NOTHING };
  const unreadParts = new Set<string>();
  for (const [name, schema] of Object.entries(BotFile.shape)) {
    const read = schema.safeParse(raw[name]);
    if (!read.success) unreadParts.add(name);
    else if (read.data !== undefined) parts[name] = read.data;
  }
  return { bot: parts as BotFile, botSource: source, unreadParts };
}

const NOTHING: BotFile = { bot: 'unread', locales: ['en'], layouts: {}, queues: [] };
