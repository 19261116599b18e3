import { BY_CONTENT } from './by-content.ts';
import { BY_WORDS } from './by-words.ts';
import type { Listening, RoutingTable } from './listening.ts';
import { normalise } from './normalise.ts';
import type { Heard, Message, Questions, Reader, Routed } from './routed.ts';

const NOT_FOR_THE_BOT: Routed = { event: undefined, by: 'not-for-the-bot' };
const NO_QUESTIONS: Questions = () => undefined;

/**
 * What a message means where the conversation stands.
 *
 * One order for all: opt-out, the open question's options, commands, corrections of earlier
 * answers, keywords of flows, the open question's answer, the answer to a question that silence
 * closed, the welcome, the flow that finds out what is meant, and then what is not understood.
 */
export function route(
  table: RoutingTable,
  listening: Listening,
  heard: Heard,
  questions: Questions = NO_QUESTIONS,
): Routed {
  const message: Message = { table, listening, heard, questions, normal: normalise(heard.text) };
  for (const part of ordered(message)) {
    for (const read of part) {
      const routed = read(message);
      if (routed !== undefined) return routed;
    }
  }
  return NOT_FOR_THE_BOT;
}

/** All that a message could mean, in the order; the first is what it does mean. */
export function allReadings(
  table: RoutingTable,
  listening: Listening,
  heard: Heard,
  questions: Questions,
): readonly Routed[] {
  const message: Message = { table, listening, heard, questions, normal: normalise(heard.text) };
  const routed = ordered(message).flatMap((part) => part.flatMap((read) => read(message) ?? []));
  return routed.length === 0 ? [NOT_FOR_THE_BOT] : routed;
}

const NONE: readonly Reader[] = [];

/** Words are looked at where there are any, content where the bot listens. */
function ordered({ normal, listening }: Message): readonly (readonly Reader[])[] {
  return [normal === '' ? NONE : BY_WORDS, listening.otherwise === undefined ? NONE : BY_CONTENT];
}
