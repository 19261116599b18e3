import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';

import { Chat } from '../flow/chat.ts';

const UNIT_HOURS: Readonly<Record<string, number>> = {
  ...{ day: 24, hour: 1, minute: 1 / 60, second: 1 / 3_600 },
};

/** What the machine does of a counter-example chat, line by line. */
export interface Replayed {
  /** Lines that the machine does not repeat, as `expected` and what it said; empty where it does all. */
  readonly differences: readonly string[];
  /** What the bot said last, whole. */
  readonly last: readonly string[];
  readonly chat: Chat;
}

/** Plays a chat as proofs write it down, and compares each of the bot's lines with the machine's. */
export function replay(files: readonly ReleaseFile[], lines: readonly string[]): Replayed {
  const compiled = compileRelease(files);
  if ('problems' in compiled) throw new Error('The example does not compile');

  const chat = new Chat(compiled.release);
  const differences: string[] = [];
  let last: readonly string[] = [];
  let said: string[] = [];
  for (const line of lines) {
    const [, text] = /^customer: (.*)$/.exec(line) ?? [];
    const hours = hoursIn(line);
    if (text !== undefined || hours > 0) {
      differences.push(...said.map((each) => `nothing expected, "${each}" said`));
      last = text === undefined ? chat.after(hours) : wordsAfter(chat, whole(text));
      said = [...last];
    } else if (line.startsWith('bot: ')) {
      const actual = said.shift();
      if (!isSame(line, actual)) differences.push(`"${line}" expected, "${String(actual)}" said`);
    }
  }
  return { differences: [...differences, ...said], last, chat };
}

/** The examples' bots have the text in one of two properties, by the layout. */
function wordsAfter(chat: Chat, text: string): readonly string[] {
  chat.says(text);
  return chat.effects
    .filter((effect) => effect.kind === 'reply')
    .map(({ properties }) => String(properties['external_system_msg_body'] ?? properties['body']));
}

/** Long texts are shown in part; those that proofs make up are known. */
function whole(text: string): string {
  const [, count] = /… \((\d+) characters\)$/.exec(text) ?? [];
  if (count === undefined) return text;
  const length = Number(count);
  return 'and so on '
    .repeat(Math.ceil(length / 10))
    .slice(0, length)
    .replace(/ $/, '.');
}

function hoursIn(line: string): number {
  if (!/^\(.* (?:of silence|later)/.test(line)) return 0;
  const parts = [...line.matchAll(/(\d+) (day|hour|minute|second)/g)];
  return parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNIT_HOURS[unit] ?? 0),
    0,
  );
}

function isSame(line: string, actual: string | undefined): boolean {
  const shown = line.slice('bot: '.length).replace(/( \[[^\]]*\])+$/, '');
  const said = (actual ?? '').replaceAll('\n', ' / ');
  const [, start] = /^(.*)… \(\d+ characters\)$/.exec(shown) ?? [];
  return start === undefined ? shown === said : said.startsWith(start);
}
