import type { BotFile } from '../model/bot.ts';
import type { Flow } from '../model/flow.ts';
import type { Problem } from '../problem.ts';
import { readBot } from './read-bot.ts';
import { readFlow } from './read-flow.ts';
import { readYaml } from './read-yaml.ts';
import type { Source } from './source.ts';

/** A flow and the file it came from. */
export interface FlowSource {
  readonly flow: Flow;
  readonly source: Source;
}

/** A release that is right by form. */
export interface ReleaseSource {
  readonly bot: BotFile;
  readonly botSource: Source;
  readonly flows: readonly FlowSource[];
}

const BOT_FILE = 'bot.yaml';
const MOST_FILES = 500;

/**
 * All files of a release by form.
 *
 * `source` is there as soon as `bot.yaml` could be read, with those flows that could be: their
 * meaning is then checked in the same run.
 */
export function readRelease(files: readonly { readonly path: string; readonly text: string }[]): {
  readonly source: ReleaseSource | undefined;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const ours = files.filter(({ path }) => isFlowFile(path)).slice(0, MOST_FILES);
  const flows: FlowSource[] = [];
  let bot: Pick<ReleaseSource, 'bot' | 'botSource'> | undefined;

  for (const { path, text } of ours) {
    const read = readYaml(path, text);
    if ('problems' in read) {
      problems.push(...read.problems);
      continue;
    }
    const source = read.value;
    const parsed = path === BOT_FILE ? readBot(source) : readFlow(source);
    if ('problems' in parsed) problems.push(...parsed.problems);
    else if ('steps' in parsed.value) flows.push({ flow: parsed.value, source });
    else bot = { bot: parsed.value, botSource: source };
  }
  if (!ours.some(({ path }) => path === BOT_FILE)) problems.push(NO_BOT);
  return { source: bot && { ...bot, flows }, problems };
}

function isFlowFile(path: string): boolean {
  return /\.ya?ml$/.test(path) && !/\.chat\.ya?ml$/.test(path);
}

const NO_BOT: Problem = {
  ...{ code: 'bot.missing', file: BOT_FILE, line: 1, column: 1 },
  message: 'There is no bot.yaml beside the flows',
  cure: 'Add one with `bot`, `locales`, `layouts` and `queues`; docs/flows.md has an example.',
};
