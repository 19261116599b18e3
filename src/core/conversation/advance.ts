import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import { replyMaker } from '#core/flow/compile/replies.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { isBlocked } from '#core/flow/owner-of.ts';
import { AT_REST, keyOf } from '#core/flow/places.ts';
import { admits, type Standing } from '#core/handoff/admits.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';
import { type HoldChange, holdChanges } from '#core/handoff/hold-change.ts';
import { isBeforePeople } from '#core/handoff/hold-state.ts';
import { isDeskEvent } from '#core/handoff/is-desk-event.ts';
import type { Input } from '#core/routing/listening.ts';
import { cleanText } from '#core/routing/normalise.ts';

import { awaitsCall } from './awaits-call.ts';
import { effectsOf, type Moment, timerChanges, timersAfter } from './carried-out.ts';
import { chatMark } from './chat-mark.ts';
import type { ConversationEvent } from './conversation-event.ts';
import type { ArmedTimer, ConversationState, StoredSnapshot } from './conversation-state.ts';
import type { Effect } from './effect.ts';
import { hear } from './hear.ts';
import { remembering } from './holding.ts';
import type { Here } from './moved.ts';
import { ownWrites } from './profile/own-writes.ts';
import { type Search, searchAfter } from './profile/search.ts';
import { restore } from './restore.ts';
import { restoredContext, storedContext } from './stored-context.ts';
import { type Told, turn } from './turn.ts';
import { withAttributes } from './with-attributes.ts';

/** What follows from an event; the caller writes all of it in one transaction. */
export interface Advance {
  /** Its owner is read off the machine; `epoch` is one more when the owner changed. */
  readonly state: ConversationState;
  /** In order: an effect's place is its index among the event's effects. */
  readonly effects: readonly Effect[];
  /** Net changes: a timer armed and cancelled by the same event is in neither list. */
  readonly armed: readonly ArmedTimer[];
  /** Ids of timers to forget; never one that `armed` names. */
  readonly disarmed: readonly string[];
  /** An agent took hold or the customer opted out: the bot's unsent replies are to be cancelled. */
  readonly fenced: boolean;
  /** `ignored`: a timer that is no longer armed, an answer that nobody waits for; nothing at all changes. */
  readonly outcome: 'applied' | 'ignored';
  /** Why it is ignored, where a person waits to be told. */
  readonly refused?: Refusal;
  /** What people who look at lists are to see of it. */
  readonly holds: readonly HoldChange[];
  /** What it is for reports, see `chatMark`. */
  readonly chat?: string | undefined;
}

/**
 * Nobody writes to who has opted out or is blocked; what one agent has, or is asked about, is no
 * other's; and a file needs a layout of the bot's.
 */
export type Refusal = 'opted-out' | 'blocked' | 'not-yours' | 'no-layout';

/**
 * Moves a conversation by one event and says what follows from it.
 *
 * A pure function: a crash between it and the commit loses nothing, and a replay repeats it. An
 * event that the state does not accept changes nothing but `lastSeq`.
 *
 * @param seq place of the event in the conversation's log; the generation of the timers it arms
 * @param at when the event happened; delays count from it
 * @throws TransitionFailed when the machine itself fails
 * @throws SnapshotUnreadable when the stored snapshot does not fit the release
 */
export function advance(
  release: CompiledRelease,
  before: ConversationState,
  event: ConversationEvent,
  seq: number,
  at: Date,
): Advance {
  const timers = before.snapshot?.timers ?? [];
  if (event.kind === 'timer' && !isArmed(timers, event)) return ignored(before);

  const here = restore(release, before.snapshot);
  if (isDeskEvent(event) && !admits(standing(before, here), event)) {
    return { ...ignored(before), refused: refusalAt(here.place) };
  }
  if (event.kind === 'agent-reply' && !canCarry(release, event)) {
    return { ...ignored(before), refused: 'no-layout' };
  }
  if ('callSeq' in event && !awaitsCall(here.place.step, timers, event)) return ignored(before);

  const moment: Moment = { seq, atMs: at.getTime(), switches: event.switches };
  const { context, told } = understand(release, here, event, moment.atMs);
  const now = { place: here.place, context, timers: here.timers };
  const { value, context: moved, actions } = turn(release, now, told, moment);

  const left = event.kind === 'timer' ? timers.filter(({ id }) => id !== event.timer) : timers;
  const nextTimers = timersAfter(left, actions, moment);
  const { owner, key } = release.places.at(value);
  const changedHands = owner !== before.owner;
  const after = remembering(release, now, { owner, context: moved }, told, moment);
  const effects = effectsOf(actions);
  const passage = {
    before: { key: here.place.key, owner: before.owner },
    after: { key, owner },
    shown: before.snapshot?.shown,
    effects,
    atMs: moment.atMs,
  };
  const { writes, shown } = ownWrites(release.bot.profile, passage);
  const search = searchAfter(release.bot, before.snapshot?.sought, event);
  // Field by field: spreads of what may be absent cost V8 ten times as much.
  const snapshot: Draft = { value, context: storedContext(after), timers: nextTimers };
  if (shown !== undefined) snapshot.shown = shown;
  if (search.sought !== undefined) snapshot.sought = search.sought;
  return {
    state: {
      owner,
      epoch: changedHands ? before.epoch + 1 : before.epoch,
      lastSeq: seq,
      snapshot,
    },
    effects: withMore(effects, writes, search.fetch),
    ...timerChanges(timers, nextTimers),
    fenced: changedHands && (owner === 'agent' || owner === 'nobody'),
    outcome: 'applied',
    holds: holdChanges(
      standing(before, here),
      { owner, key, held: after.held, locale: after.locale, timers: nextTimers },
      event,
    ),
    chat: chatMark(passage),
  };
}

type Draft = { -readonly [Key in keyof StoredSnapshot]: StoredSnapshot[Key] };

function withMore(
  effects: readonly Effect[],
  writes: readonly Effect[],
  fetch: Search['fetch'],
): readonly Effect[] {
  if (writes.length === 0 && fetch === undefined) return effects;
  return [...effects, ...writes, ...(fetch === undefined ? [] : [fetch])];
}

/** Whether there is a campaign for what goes out with an agent's words. */
function canCarry(
  { bot }: CompiledRelease,
  { attachment }: Extract<DeskEvent, { readonly kind: 'agent-reply' }>,
): boolean {
  return attachment === undefined || bot.layouts.has(attachment.kind);
}

function refusalAt({ key, owner }: Here['place']): Refusal {
  if (isBlocked(key)) return 'blocked';
  return owner === 'nobody' ? 'opted-out' : 'not-yours';
}

function standing({ owner }: ConversationState, { place, context }: Here): Standing {
  return { owner, key: place.key, held: context.held };
}

function isArmed(timers: readonly ArmedTimer[], due: { timer: string; gen: number }): boolean {
  return timers.some(({ id, gen }) => id === due.timer && gen === due.gen);
}

function ignored(state: ConversationState): Advance {
  return {
    state,
    effects: [],
    armed: [],
    disarmed: [],
    fenced: false,
    holds: [],
    outcome: 'ignored',
  };
}

/** What happened: never raw text, and no name that is XState's own but an armed timer's. */
function understand(
  release: CompiledRelease,
  { place, context }: Here,
  event: ConversationEvent,
  atMs: number,
): { readonly context: FlowContext; readonly told: Told } {
  if (isDeskEvent(event)) return { context, told: toldByPeople(event) };
  switch (event.kind) {
    case 'message': {
      if (place.listening === undefined) return { context, told: NOTHING };
      const heard = hear(release, place, context, event, atMs);
      const { routed } = heard;
      const isForPeople = routed.event === undefined && isBeforePeople(place.owner);
      const told = isForPeople ? { ...routed, event: WROTE } : routed;
      return { context: heard.context, told };
    }
    case 'timer':
      return { context, told: { event: { type: event.timer, line: event.line }, by: 'timer' } };
    case 'call-result':
      return { context, told: other({ type: event.kind, result: event.value }) };
    case 'call-failed':
      return {
        context,
        told: other({ type: event.isRefused === true ? 'call-refused' : event.kind }),
      };
    case 'attributes-told': {
      const slots = withAttributes(release.bot, context.slots, event.attributes);
      return { context: slots === context.slots ? context : { ...context, slots }, told: NOTHING };
    }
    case 'delivery-failed': {
      const type = context.unreached ? undefined : place.undelivered(event.step);
      return {
        context,
        told: type === undefined ? NOTHING : { event: { type }, by: 'undelivered' },
      };
    }
    case 'merged':
      return { context, told: NOTHING };
  }
}

/** A note is for colleagues: it moves nothing. */
function toldByPeople(event: DeskEvent): Told {
  if (event.kind === 'noted') return NOTHING;
  const text = event.kind === 'agent-reply' ? cleanText(event.text) : undefined;
  return other({ type: event.kind, text, desk: event });
}

const NOTHING: Told = { event: undefined, by: 'other' };
const WROTE: Input = { type: 'customer-wrote' };

function other(event: Input): Told {
  return { event, by: 'other' };
}

/** Whether the bot owns the conversation and no flow is under way: it may move to a newer release. */
export function isAtRest({ snapshot }: ConversationState): boolean {
  return snapshot === undefined || keyOf(snapshot.value) === AT_REST;
}

/**
 * The built-in "something went wrong" for an event that was parked.
 *
 * Nothing where a person answers, and nothing to who has opted out. The snapshot may be unreadable:
 * only its language is looked at.
 */
export function troubleReply({ bot }: CompiledRelease, state: ConversationState): Effect[] {
  if (state.owner === 'agent' || state.owner === 'nobody') return [];

  const context = restoredContext(state.snapshot?.context ?? {}, bot.locales, {});
  const speaker = { step: 'bot.trouble', sender: 'system', survivesFence: false } as const;
  const reply = replyMaker(bot, { text: bot.copy.trouble }, speaker)(context);
  return reply === undefined ? [] : [reply].flat();
}
