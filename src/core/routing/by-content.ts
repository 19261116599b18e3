import { answerTo } from './answer-to.ts';
import { commandAmong } from './by-words.ts';
import { cleanText } from './normalise.ts';
import type { Message, Reader, Routed } from './routed.ts';

/** Longest address of a picture or file that is kept. */
const LONGEST_ADDRESS = 2_048;

function byMedia({ listening, heard }: Message): Routed | undefined {
  const [address] = listening.takesMedia === true ? (heard.media ?? []) : [];
  const value = address === undefined ? '' : cleanText(address);
  if (value === '' || value.length > LONGEST_ADDRESS) return undefined;
  return { event: { type: 'answer', value }, by: 'answer' };
}

function byAnswer({ listening, heard }: Message): Routed | undefined {
  const { answer } = listening;
  if (answer === undefined) return undefined;

  const text = cleanText(heard.text).trim();
  const value = text === '' ? undefined : answer(text, heard.locale);
  return value === undefined ? undefined : { event: { type: 'answer', value }, by: 'answer' };
}

function byLateCommand(message: Message): Routed | undefined {
  const { lateCommands } = message.listening;
  return lateCommands && commandAmong(message, lateCommands);
}

function byLateAnswer({ heard, questions }: Message): Routed | undefined {
  const { late, text, locale } = heard;
  const event = late === undefined ? undefined : answerTo(questions(late), text, locale);
  return event && late !== undefined ? { event, by: 'late-answer', question: late } : undefined;
}

function byWelcome({ table, listening, heard }: Message): Routed | undefined {
  const { welcome } = table;
  const isWelcome = listening.otherwise === 'no-match' && heard.isFirst && !isUnreadable(heard);
  if (!isWelcome || welcome === undefined) return undefined;
  return { event: { type: `flow.${welcome}` }, by: 'welcome' };
}

/** Where no question is open, and there is something to read: an AI is asked last of all. */
function byUnderstanding({ table, listening, heard }: Message): Routed | undefined {
  const { understand } = table;
  if (listening.otherwise !== 'no-match' || isUnreadable(heard)) return undefined;
  return understand === undefined
    ? undefined
    : { event: { type: `flow.${understand}` }, by: 'understand' };
}

function otherwise({ listening, heard }: Message): Routed {
  if (isUnreadable(heard)) return { event: { type: 'cannot-read' }, by: 'cannot-read' };

  const type = listening.otherwise ?? 'no-match';
  return { event: { type }, by: type === 'invalid' ? 'invalid' : 'no-match' };
}

function isUnreadable({ text }: Message['heard']): boolean {
  return cleanText(text).trim() === '';
}

/** What is told by the whole of a message, in order; the last one takes any. */
export const BY_CONTENT: readonly Reader[] = [
  ...[byMedia, byAnswer, byLateCommand, byLateAnswer, byWelcome, byUnderstanding, otherwise],
];
