import { AT_REST } from '#core/flow/places.ts';
import { isBeforePeople } from '#core/handoff/hold-state.ts';

import type { Effect } from './effect.ts';
import type { Passage } from './profile/passage.ts';

/** The attribute that a rating is written as, whichever flow writes it. */
const RATING = 'support_csat';
const LOWEST = 1;
const HIGHEST = 5;
/** Of chats that no flow led: built-in words, and people who came by themselves. */
const BUILT_IN = 'bot';
const DESK = 'desk';
const WITHIN_BOT = 'bot/';

/**
 * What an event was for the chat that reports count, as words with a space between them; `undefined`
 * for most. It is written with the event, at no cost of its own; reports file it later.
 *
 * A chat is from leaving rest to coming back to it. `began:menu`, `people:track_order` (a person is
 * asked for), `rated:4`, `ended:faq`, `left:faq` (opted out). What a flow answers at once both
 * begins and ends; what built-in words answer at once is none.
 */
export function chatMark({
  before,
  after,
  effects,
}: Pick<Passage, 'before' | 'after' | 'effects'>): string | undefined {
  const isOpen = !isOver(after.key);
  const wasOpen = !isOver(before.key);
  const atOnce = isOpen || wasOpen ? undefined : saidBy(effects);
  let mark = '';
  if (isOpen && !wasOpen) mark = `began:${flowNow(after.key, effects)}`;
  if (atOnce !== undefined) mark = `began:${atOnce}`;
  if (isBeforePeople(after.owner) && !isBeforePeople(before.owner)) {
    mark += ` people:${askedBy(effects) ?? flowOf(before.key) ?? DESK}`;
  }
  const rating = ratingIn(effects);
  if (rating !== undefined) mark += ` rated:${String(rating)}`;
  if (atOnce !== undefined) mark += ` ended:${atOnce}`;
  if (wasOpen && !isOpen) {
    const how = after.owner === 'nobody' ? 'left' : 'ended';
    mark += ` ${how}:${saidBy(effects) ?? flowOf(before.key) ?? BUILT_IN}`;
  }
  return mark === '' ? undefined : mark.trimStart();
}

function isOver(key: string): boolean {
  return key === AT_REST || key.startsWith('nobody');
}

/** Whose a chat is that is just beginning. */
function flowNow(key: string, effects: readonly Effect[]): string {
  if (key.startsWith('bot')) return flowOf(key) ?? BUILT_IN;
  return askedBy(effects) ?? DESK;
}

/** Of `bot/<flow>/<step>`. */
function flowOf(key: string): string | undefined {
  const end = key.indexOf('/', WITHIN_BOT.length);
  return end > 0 && key.startsWith(WITHIN_BOT) ? key.slice(WITHIN_BOT.length, end) : undefined;
}

/** The flow that handed over. */
function askedBy(effects: readonly Effect[]): string | undefined {
  for (const effect of effects) {
    if (effect.kind === 'handoff') return flowIn(effect.step);
  }
  return undefined;
}

/** The last flow that said something: the transition may have led through several. */
function saidBy(effects: readonly Effect[]): string | undefined {
  for (let last = effects.length - 1; last >= 0; last -= 1) {
    const effect = effects[last];
    if (effect?.kind !== 'reply') continue;
    const flow = flowIn(effect.step);
    if (flow !== BUILT_IN) return flow;
  }
  return undefined;
}

/** Of `<flow>.<step>`. */
function flowIn(step: string): string {
  const end = step.indexOf('.');
  return end < 0 ? step : step.slice(0, end);
}

/** What is no number from 1 to 5 is no rating. */
function ratingIn(effects: readonly Effect[]): number | undefined {
  for (const effect of effects) {
    if (effect.kind !== 'write-back') continue;
    const given = effect.attributes?.[RATING];
    if (given === undefined || given === null || given === '') continue;
    const rating = typeof given === 'string' ? Number(given) : given;
    if (typeof rating === 'number' && rating >= LOWEST && rating <= HIGHEST) return rating;
  }
  return undefined;
}
