import type { ConversationState } from '#core/conversation/conversation-state.ts';
import { everyReading } from '#core/conversation/every-reading.ts';
import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Place } from '#core/flow/places.ts';
import type { Routed, RoutedBy } from '#core/routing/routed.ts';

import type { TranscriptLine } from './chat-outcome.ts';
import { Talk } from './talk.ts';
import { transcriptOf } from './transcript.ts';

/** One part of the order, and what it makes of the text. */
interface ReadingPart {
  readonly by: RoutedBy;
  /** What the part is, for people. */
  readonly part: string;
  /** `undefined`: it does not take the text. */
  readonly meaning: string | undefined;
  /** The first that takes it: what the text does mean. */
  readonly wins: boolean;
}

/** Why a text goes where it goes. */
export interface Explanation {
  readonly text: string;
  /** `<flow>.<step>`, or a built-in place. */
  readonly at: string;
  readonly locale: string;
  /** In the order in which they are tried. */
  readonly parts: readonly ReadingPart[];
  /** What follows, with nothing in the slots. */
  readonly then: readonly TranscriptLine[];
  /** Where the conversation is after it. */
  readonly leadsTo: string;
}

export interface WhereToExplain {
  /** `<flow>.<step>`, or `rest`, `queue`, `agent`, `nobody`, `stopping`. */
  readonly at: string;
  readonly locale?: string | undefined;
  /** It is the first that the customer ever writes. */
  readonly isFirst?: boolean | undefined;
}

const BUILT_IN: Readonly<Record<string, string>> = {
  ...{ rest: 'bot/rest', queue: 'queue/waiting', agent: 'agent/talking', nobody: 'nobody' },
  stopping: 'bot/stopping',
};

/** Places that `--at` knows beside the steps of flows. */
export const BUILT_IN_PLACES: readonly string[] = Object.keys(BUILT_IN);

/** `undefined` where the release has no such place. */
export function explainText(
  release: CompiledRelease,
  text: string,
  where: WhereToExplain,
): Explanation | undefined {
  const place = placeNamed(release, where.at);
  if (place === undefined) return undefined;

  const locale = where.locale ?? release.bot.locales[0];
  const state = stateAt(release, place, locale, where.isFirst === true);
  const readings = everyReading(release, state, text);
  const talk = new Talk(release);
  talk.restore({ ...talk.save(), state });
  const then = transcriptOf(talk.says(text));
  return {
    ...{ text, at: place.step, locale, then, leadsTo: talk.step },
    parts: partsOf(readings, place),
  };
}

function placeNamed({ places }: CompiledRelease, at: string): Place | undefined {
  const key = Object.hasOwn(BUILT_IN, at) ? BUILT_IN[at] : `bot/${at.replace('.', '/')}`;
  return key === undefined ? undefined : places.step(key);
}

function stateAt(
  release: CompiledRelease,
  place: Place,
  locale: string,
  isFirst: boolean,
): ConversationState {
  const unused = release.machine.config.context as FlowContext;
  const value: unknown = place.snapshotWith(unused).value;
  const context = { locale, ...(!isFirst && { met: true }) };
  return { owner: place.owner, epoch: 0, lastSeq: 1, snapshot: { value, context, timers: [] } };
}

const ORDER: readonly (readonly [part: string, ...by: RoutedBy[]])[] = [
  ['opting out', 'opt-out'],
  ["the open question's options", 'option'],
  ['commands', 'command'],
  ['a correction of an earlier answer', 'correction'],
  ["flows' keywords", 'keyword'],
  ["the open question's answer", 'answer'],
  ['a late answer to a question that is closed', 'late-answer'],
  ['the welcome for a first message', 'welcome'],
  ['the flow that finds out what is meant', 'understand'],
  ['what is not understood', 'invalid', 'no-match', 'cannot-read', 'not-for-the-bot'],
];

function partsOf(readings: readonly Routed[], { listening }: Place): readonly ReadingPart[] {
  const [winner] = readings;
  return ORDER.map(([part, ...kinds]) => {
    const reading = readings.find(({ by }) => kinds.includes(by));
    return {
      ...{ by: reading?.by ?? kinds[0] ?? 'no-match', part },
      meaning: reading && meaningOf(reading, listening === undefined),
      wins: reading !== undefined && reading === winner,
    };
  });
}

function meaningOf({ by, phrase, event, locale, question }: Routed, isPassed: boolean): string {
  const words = phrase === undefined ? '' : `"${phrase}" `;
  const inLocale = locale === undefined ? '' : `, and we go on in ${locale}`;
  const name = event?.type.replace(/^[a-z-]+\./, '') ?? '';
  const value = event?.value === undefined ? '' : ` ${JSON.stringify(event.value)}`;
  switch (by) {
    case 'opt-out':
      return `${words}is a word to stop`;
    case 'option':
      return `${words}is the option ${name}${inLocale}`;
    case 'command':
      return `${words}is the command ${name}${inLocale}`;
    case 'correction':
      return `corrects the answer at ${question ?? 'an earlier question'}${value}`;
    case 'keyword':
      return `${words}starts the flow ${name}${inLocale}`;
    case 'answer':
      return `is the answer${value}`;
    case 'late-answer':
      return `answers ${question ?? 'the closed question'}${value}`;
    case 'welcome':
      return `starts the flow ${name}`;
    case 'understand':
      return `starts the flow ${name}, which asks the AI`;
    case 'invalid':
      return "climbs the question's ladder";
    case 'no-match':
      return event?.type === 'no-match'
        ? 'climbs the ladder no_match'
        : `is taken as ${event?.type ?? ''}`;
    case 'cannot-read':
      return 'there is nothing to read';
    case 'not-for-the-bot':
      return isPassed ? 'nobody waits here: the step goes on by itself' : 'a person reads it';
  }
}
