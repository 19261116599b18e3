import { BotFile } from '../model/bot.ts';
import type { Problem } from '../problem.ts';
import { type Read } from './read-yaml.ts';
import { findingsOf } from './shape-problems.ts';
import type { Source } from './source.ts';

/** `bot.yaml` by form; whether its parts fit together is for the checks. */
export function readBot(source: Source): Read<BotFile> {
  const read = BotFile.safeParse(source.value, { reportInput: true });
  if (read.success) return { value: read.data };

  const problems: Problem[] = findingsOf(read.error.issues).map((found) => source.problem(found));
  return { problems };
}
