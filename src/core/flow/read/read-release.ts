import type { RawProblem } from '../raise-problems.ts';
import { mergeCopy } from './merge-copy.ts';
import { readBot, unreadBot } from './read-bot.ts';
import { type CopySource, localeOfFile, readCopy } from './read-copy.ts';
import { nameInText, readFlow } from './read-flow.ts';
import { readKnowledge } from './read-knowledge.ts';
import { readYaml } from './read-yaml.ts';
import type { FlowSource, ReleaseSource } from './release-source.ts';

export interface ReadRelease {
  readonly source: ReleaseSource;
  readonly problems: readonly RawProblem[];
}

interface File {
  readonly path: string;
  readonly text: string;
}

const BOT_FILE = 'bot.yaml';
const MOST_FILES = 1_000;
/** Characters of all files; ten thousand steps have about two million. */
const MOST_TEXT = 4 * 1_024 * 1_024;

/**
 * All files of a release by form: what can be read of them, and what is wrong with the rest.
 *
 * A file that cannot be read does not hide what is wrong in another, nor make a fault of what
 * leans on it: its flow's name is known, and nothing is said of the parts that are missing.
 */
export function readRelease(files: readonly File[]): ReadRelease {
  const ours = files.filter(({ path }) => isFlowFile(path));
  const refused = refusal(ours);
  if (refused !== undefined) return { source: unreadBot([]), problems: [refused] };

  const { knowledge, problems: ofKnowledge } = readKnowledge(files);
  const problems: RawProblem[] = [...ofKnowledge];
  const flows: FlowSource[] = [];
  const damaged: FlowSource[] = [];
  const copies: CopySource[] = [];
  const flowNames = new Set<string>();
  let bot: Pick<ReleaseSource, 'bot' | 'botSource' | 'unreadParts'> = unreadBot([]);

  const readFile = ({ path, text }: File): void => {
    const locale = localeOfFile(path);
    const yaml = readYaml(path, text);
    if (locale === undefined && path !== BOT_FILE) flowNames.add(nameInText(text) ?? '');
    if ('problems' in yaml) {
      problems.push(...yaml.problems);
    } else if (path === BOT_FILE) {
      const read = readBot(yaml.value);
      problems.push(...read.problems);
      bot = read;
    } else if (locale === undefined) {
      const read = readFlow(yaml.value);
      problems.push(...read.problems);
      if (read.flow !== undefined) (read.problems.length === 0 ? flows : damaged).push(read.flow);
    } else {
      const read = readCopy(locale, yaml.value);
      problems.push(...read.problems);
      if (read.copy !== undefined) copies.push(read.copy);
    }
  };
  for (const file of ours) readFile(file);
  for (const { flow } of [...flows, ...damaged]) flowNames.add(flow.name);
  if (!ours.some(({ path }) => path === BOT_FILE)) problems.push(NO_BOT);

  const source = { ...bot, flows, damaged, flowNames, knowledge };
  return { source, problems: [...problems, ...mergeCopies(source, copies)] };
}

/** Texts of languages that cannot be known are not looked at. */
function mergeCopies(source: ReleaseSource, copies: readonly CopySource[]): readonly RawProblem[] {
  if (source.unreadParts.has('locales')) return [];
  const whole = new Set(source.flows.map(({ flow }) => flow.name));
  const unread = new Set([...source.flowNames].filter((name) => !whole.has(name)));
  if (source.unreadParts.size > 0) unread.add('bot');
  return mergeCopy({ ...source, copies, unread });
}

/** Chat tests lie beside the flows and are no part of a release. */
function isFlowFile(path: string): boolean {
  return /\.ya?ml$/.test(path) && !/\.(?:chat|cassette)\.ya?ml$/.test(path);
}

function refusal(files: readonly File[]): RawProblem | undefined {
  const at = { file: BOT_FILE, line: 1, column: 1 };
  if (files.length > MOST_FILES) {
    const message = `The folder has ${String(files.length)} files; a release has ${String(MOST_FILES)} at most`;
    return { code: 'flow.too-many-files', ...at, message, cure: 'Put several flows into one.' };
  }
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= MOST_TEXT) return undefined;
  const message = `All files together have more than ${String(MOST_TEXT)} characters`;
  return { code: 'flow.too-much-text', ...at, message, cure: 'Divide the bot into several.' };
}

const NO_BOT: RawProblem = {
  ...{ code: 'bot.missing', file: BOT_FILE, line: 1, column: 1 },
  message: 'There is no bot.yaml beside the flows',
  cure: 'Add one with `bot`, `locales`, `layouts` and `queues`; docs/flows.md has an example.',
};
