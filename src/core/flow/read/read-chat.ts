import {
  type Chat,
  CHAT_LINES,
  ChatHead,
  type ChatLine,
  type ChatLineKind,
  rubricOf,
  startOf,
} from '../model/chat.ts';
import type { Problem } from '../problem.ts';
import { raiseProblems, type RawProblem } from '../raise-problems.ts';
import { readYaml } from './read-yaml.ts';
import { findingsOf } from './shape-problems.ts';
import type { Finding, Path, Source } from './source.ts';

/** The chats of one file, and the file, so that what goes wrong is said at its line. */
export interface ChatSource {
  readonly chats: readonly Chat[];
  readonly source: Source;
}

const MOST_CHATS = 500;
const MOST_LINES = 2_000;

/** Whether a file holds chats: `*.chat.yaml`. */
function isChatFile(path: string): boolean {
  return /\.chat\.ya?ml$/.test(path);
}

/** A file of chats: one, or several in a list `chats`. By form; whether they hold is tried. */
export function readChats(
  file: string,
  text: string,
): { readonly value: ChatSource } | { readonly problems: readonly RawProblem[] } {
  const read = readYaml(file, text);
  if ('problems' in read) return read;

  const source = read.value;
  const findings: Finding[] = [];
  const raw = source.value as Readonly<Record<string, unknown>>;
  const chats = Object.hasOwn(raw, 'chats')
    ? readSeveral(raw, findings)
    : [readChat(raw, [], findings)];
  if (findings.length > 0) return { problems: findings.map((found) => source.problem(found)) };
  return { value: { chats: chats.filter((chat) => chat !== undefined), source } };
}

function readSeveral(
  raw: Readonly<Record<string, unknown>>,
  findings: Finding[],
): (Chat | undefined)[] {
  const { chats, ...others } = raw;
  for (const name of Object.keys(others)) {
    findings.push({
      ...{ code: 'flow.unknown-key', path: [name], atKey: true },
      message: `"${name}" has no meaning beside "chats"`,
      cure: 'Write it into the chats that it is about.',
    });
  }
  const list = Array.isArray(chats) ? (chats as readonly unknown[]) : [];
  if (list.length === 0 || list.length > MOST_CHATS) {
    findings.push(noLines(['chats'], `"chats" is not a list of 1 to ${String(MOST_CHATS)} chats`));
  }
  return list.slice(0, MOST_CHATS).map((each, index) => readChat(each, ['chats', index], findings));
}

function readChat(raw: unknown, path: Path, findings: Finding[]): Chat | undefined {
  const { steps, ...rest } = isMapping(raw) ? raw : { chat: raw };
  const head = ChatHead.safeParse(rest, { reportInput: true });
  if (!head.success) findings.push(...findingsOf(head.error.issues, path, ChatHead));
  const lines = readLines(steps, [...path, 'steps'], findings);
  if (!head.success) return undefined;

  const { chat: title, locale = [], attributes, at, judge = [], at_least: atLeast = 1 } = head.data;
  const locales = typeof locale === 'string' ? [locale] : locale;
  const startMs = at === undefined ? undefined : startOf(at);
  return { title, locales, attributes, startMs, rubric: rubricOf(judge), atLeast, path, lines };
}

function readLines(raw: unknown, path: Path, findings: Finding[]): ChatLine[] {
  const list = Array.isArray(raw) ? (raw as readonly unknown[]) : [];
  if (list.length === 0) findings.push(noLines(path, 'The chat has no steps'));
  if (list.length > MOST_LINES) {
    findings.push(noLines(path, `The chat has more than ${String(MOST_LINES)} steps`));
  }
  return list
    .slice(0, MOST_LINES)
    .map((line, index) => readLine(line, [...path, index], findings))
    .filter((line) => line !== undefined);
}

function noLines(path: Path, message: string): Finding {
  const cure = 'Write `steps:` and below it lines such as `- customer: Hi` and `- bot: Hello!`.';
  return { code: 'chat.no-steps', path, message, cure };
}

function readLine(raw: unknown, path: Path, findings: Finding[]): ChatLine | undefined {
  const keys = isMapping(raw) ? Object.keys(raw) : [];
  const [kind] = keys;
  if (!isMapping(raw) || kind === undefined || keys.length > 1 || !isKind(kind)) {
    findings.push(noLine(path, keys));
    return undefined;
  }
  const read = CHAT_LINES[kind].safeParse(raw[kind], { reportInput: true });
  if (read.success) return { kind, value: read.data } as ChatLine;

  findings.push(...findingsOf(read.error.issues, [...path, kind], CHAT_LINES[kind]));
  return undefined;
}

function noLine(path: Path, keys: readonly string[]): Finding {
  const [first] = keys;
  const kinds = Object.keys(CHAT_LINES).join(', ');
  if (keys.length > 1 && first !== undefined && isKind(first)) {
    return {
      ...{ code: 'chat.unknown-step', path },
      message: `A step of a chat is about one thing, and this is about ${keys.join(' and ')}`,
      cure: 'Give each its own line that starts with a -.',
    };
  }
  return {
    ...{
      code: 'chat.unknown-step',
      path: first === undefined ? path : [...path, first],
      atKey: true,
    },
    message: first === undefined ? 'This is no step of a chat' : `"${first}" is no step of a chat`,
    cure: `Start it with one of ${kinds}.`,
    ...(first !== undefined && { oneOf: { given: first, among: Object.keys(CHAT_LINES) } }),
  };
}

function isKind(key: string): key is ChatLineKind {
  return Object.hasOwn(CHAT_LINES, key);
}

function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** Reads all chats of a folder's files; those that cannot be read are problems. */
export function readAllChats(files: readonly { readonly path: string; readonly text: string }[]): {
  readonly sources: readonly ChatSource[];
  readonly problems: readonly Problem[];
} {
  const sources: ChatSource[] = [];
  const problems: RawProblem[] = [];
  for (const { path, text } of files.filter((file) => isChatFile(file.path))) {
    const read = readChats(path, text);
    if ('problems' in read) problems.push(...read.problems);
    else sources.push(read.value);
  }
  return { sources, problems: raiseProblems(problems) };
}
