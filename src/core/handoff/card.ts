import type { LoggedEvent } from '../conversation/fold-log.ts';
import type { DeskFacts } from '../flow/desk-facts.ts';
import { type AskedAi, causeOf } from './cause-of.ts';
import type { Held } from './held.ts';

/** What a card needs to know of the release that the conversation is pinned to. */
export interface CardRelease extends Pick<DeskFacts, 'steps' | 'sensitive'> {
  readonly id: number;
}

/** What the bot said to a customer, as rows keep it. */
interface SaidReply {
  readonly seq: number;
  readonly step: string;
  readonly sender: string;
  readonly text: string;
}

/** What is kept of a conversation; its end is enough: what came after the last time at rest. */
export interface CardPast {
  /** In the order of `seq`. */
  readonly log: readonly LoggedEvent[];
  /** What was said to the customer, in order. */
  readonly said: readonly SaidReply[];
  /** What an AI was asked. */
  readonly asked: readonly AskedAi[];
}

interface CardSlot {
  readonly name: string;
  /** Masked where it is sensitive. */
  readonly value: string;
}

/** Why a conversation is before people and what is known: read off the machine and its log alone. */
export interface HandoffCard {
  /** In a sentence: `The answer to "what is your order number?" was not understood 3 times`. */
  readonly why: string;
  /** Steps that the customer came by, in order and in words, the newest last; at most 12. */
  readonly path: readonly string[];
  /** The question that was open, and how often its answer was not accepted. */
  readonly question:
    { readonly step: string; readonly asked: string; readonly tries: number } | undefined;
  /** What the customer wrote to it, the newest last; at most 5. */
  readonly attempts: readonly string[];
  readonly slots: readonly CardSlot[];
  /** What the bot has announced in its last words: what a person now has to keep. */
  readonly promises: readonly string[];
  readonly release: number;
  readonly sinceMs: number;
}

const LONGEST_PATH = 12;
const MOST_ATTEMPTS = 5;
/** Stands for what is sensitive. */
export const MASK = '•••';
/** Words with which bots bind people: dates, times, callbacks. */
const PROMISING =
  /\b(will|shall|we'?ll|within|by tomorrow|call you|get back|refund|antes de|llamaremos|devolver|reembols|en un plazo|te avisaremos|recibirás)/i;

/** The card of a conversation before people. */
export function handoffCard(
  held: Held,
  { log, said, asked }: CardPast,
  release: CardRelease,
): HandoffCard {
  const before = said.filter(({ seq, sender }) => sender === 'bot' && seq <= held.seq);
  const question = questionOf(held, before, release);
  return {
    why: whyOf(held, causeOf(held, log, asked, release.steps), question),
    path: pathOf(before, release),
    question,
    attempts: isSecret(held, release) ? [] : attemptsOf(held, log),
    slots: slotsOf(held, release),
    promises: before
      .map(({ text }) => text)
      .filter((text) => PROMISING.test(text))
      .slice(-MOST_ATTEMPTS),
    release: release.id,
    sinceMs: held.sinceMs,
  };
}

function questionOf(
  { left, seq }: Held,
  said: readonly SaidReply[],
  { steps }: CardRelease,
): HandoffCard['question'] {
  if (left === null) return undefined;
  const step = left.at.split('/').slice(1).join('.');
  const asked = askedAt(step, said, seq) ?? steps.get(step)?.asks ?? step;
  return { step, asked, tries: left.tries };
}

/**
 * A step says more than its question: what was wrong with an answer, and that a person comes now.
 * The question is the last bubble of what it said first, since the bot last spoke of anything else.
 */
function askedAt(step: string, said: readonly SaidReply[], heldSeq: number): string | undefined {
  const own = said.filter((reply) => reply.seq < heldSeq && !reply.step.startsWith('bot.'));
  const since = own.slice(own.findLastIndex((reply) => reply.step !== step) + 1);
  return since.findLast(({ seq }) => seq === since[0]?.seq)?.text;
}

function whyOf(
  { reason, step, agent }: Held,
  cause: string | undefined,
  question: HandoffCard['question'],
): string {
  const failed =
    question !== undefined && question.tries > 0
      ? `${times(question.tries + 1)} no accepted answer to "${question.asked}"`
      : undefined;
  const given = reason === '' ? undefined : reason;
  const words = [given, cause, failed].filter((each) => each !== undefined).join(': ');
  if (words !== '') return given === undefined ? capitalised(words) : words;
  return agent === null ? `Handed over at ${step}` : `Taken over at ${step}`;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function times(count: number): string {
  return count === 2 ? 'twice' : `${String(count)} times`;
}

/** Steps by what they said, each once in a row. */
function pathOf(said: readonly SaidReply[], { steps }: CardRelease): readonly string[] {
  const path: string[] = [];
  for (const { step } of said) {
    const known = steps.get(step);
    const name =
      known === undefined
        ? step
        : `${known.flow} › ${known.asks ?? step.split('.').at(-1) ?? step}`;
    if (path.at(-1) !== name && !step.startsWith('bot.')) path.push(name);
  }
  return path.slice(-LONGEST_PATH);
}

/** Answers to a question whose slot is sensitive are read by nobody here. */
function isSecret({ left }: Held, { steps, sensitive }: CardRelease): boolean {
  const [, flow = '', step = ''] = left?.at.split('/') ?? [];
  const { slot } = steps.get(`${flow}.${step}`) ?? {};
  return slot !== undefined && (sensitive.has(slot) || sensitive.has(`${flow}.${slot}`));
}

/** What was written while the question was open. */
function attemptsOf({ left, seq }: Held, log: readonly LoggedEvent[]): readonly string[] {
  if (left === null) return [];
  const wrote = log.flatMap(({ event, seq: at }) =>
    event.kind === 'message' && at <= seq && event.text !== '' ? [event.text] : [],
  );
  return wrote.slice(-Math.min(left.tries + 1, MOST_ATTEMPTS));
}

function slotsOf({ left, exit }: Held, { sensitive }: CardRelease): readonly CardSlot[] {
  const flow = left?.at.split('/')[1] ?? '';
  const known = Object.entries({ ...exit?.slots, ...left?.slots });
  return known.map(([name, value]) => ({
    name,
    value:
      sensitive.has(name) || sensitive.has(`${flow}.${name}`)
        ? MASK
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
  }));
}
