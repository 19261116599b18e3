import type { OwnProfile } from '#core/flow/compile/own-profile.ts';
import type { OwnEvent } from '#core/flow/model/profile.ts';
import { hasOptedOut, ownerOf } from '#core/flow/owner-of.ts';

import type { WriteBack } from '../effect.ts';
import type { Passage } from './passage.ts';
import type { ChatStatus, Shown } from './shown.ts';
import { SUBSCRIBE_STEP, subscriptionWrite, UNSUBSCRIBE_STEP } from './subscription-write.ts';
import { topicOf } from './topic-of.ts';

/** What is to be written, and what the profile holds then. */
interface OwnWrites {
  readonly writes: readonly WriteBack[];
  readonly shown: Shown | undefined;
}

const OWN_STEP = 'bot.profile';
const CHANNEL = 'whatsapp';

/** Whether a write-back is none of a flow's. */
export function isOwn({ step }: Pick<WriteBack, 'step'>): boolean {
  return step === OWN_STEP || step === SUBSCRIBE_STEP || step === UNSUBSCRIBE_STEP;
}

/**
 * What a conversation writes of itself: a row when a chat begins, changes hands or is over, and
 * none while it goes on. A question that is answered at once is no chat.
 */
export function ownWrites(profile: OwnProfile, passage: Passage): OwnWrites {
  const { shown, before, after } = passage;
  const was = shown?.status ?? 'closed';
  const status = statusAt(after.key, was);
  const [wasOut, isOut] = [hasOptedOut(before.key), hasOptedOut(after.key)];
  if (status === was && wasOut === isOut) return { writes: [], shown };

  const subscription = subscriptionWrite(profile.subscriptionGroup, wasOut, isOut);
  if (status === was) return { writes: subscription === undefined ? [] : [subscription], shown };

  const told = tell(profile, passage, was, status);
  const [first, ...others] = told.writes;
  if (subscription === undefined) return told;
  const attributes = { ...first?.attributes, ...subscription.attributes };
  return { writes: [{ ...first, ...subscription, attributes }, ...others], shown: told.shown };
}

/** Who is asked whether they want to stop goes on to be where they were. */
function statusAt(key: string, was: ChatStatus): ChatStatus {
  if (key === 'bot/rest' || ownerOf(key) === 'nobody') return 'closed';
  if (key === 'bot/stopping') return was === 'closed' ? was : 'bot';
  if (key.startsWith('queue')) return 'queued';
  return key.startsWith('agent') ? 'agent' : 'bot';
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** Field by field: spreads of what may be absent cost V8 ten times as much. */
function tell(
  profile: OwnProfile,
  passage: Passage,
  was: ChatStatus,
  status: ChatStatus,
): OwnWrites {
  const { attributes: wanted, events } = profile;
  const { shown, atMs } = passage;
  if (wanted.size === 0 && events.size === 0) return { writes: [], shown };

  const found = topicOf(profile.topics, passage, status);
  const now: Draft<Shown> = { status };
  const isAgents = status === 'agent' || shown?.agent === true;
  const isAbout = found !== undefined || (was !== 'closed' && shown?.about === true);
  const topic = found ?? shown?.topic;
  const sinceMs = was === 'closed' ? atMs : (shown?.sinceMs ?? atMs);
  if (status !== 'closed') {
    now.sinceMs = sinceMs;
    if (isAgents) now.agent = true;
    if (isAbout) now.about = true;
  }
  if (topic !== undefined) now.topic = topic;

  const properties: Record<string, unknown> = { channel: CHANNEL };
  if (isAbout) properties['topic'] = topic;
  if (status === 'closed') {
    properties['duration_s'] = Math.round((atMs - sinceMs) / 1000);
    properties['handled_by'] = isAgents ? 'agent' : 'bot';
  }
  const named = eventsOf(was, status).filter((name) => events.has(name));
  const made = named.map((name) => ({ name, properties }));
  const isFirst = shown === undefined && wanted.has('support_conversation_id');
  return { writes: rowsOf(attributesOf(wanted, was, now, shown), made, isFirst), shown: now };
}

function attributesOf(
  wanted: OwnProfile['attributes'],
  was: ChatStatus,
  { status, topic }: Shown,
  shown: Shown | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const values: Record<string, unknown> = {};
  const isOpen = status !== 'closed';
  if (isOpen !== (was !== 'closed') && wanted.has('support_chat_open')) {
    values['support_chat_open'] = isOpen;
  }
  if (wanted.has('support_chat_status')) values['support_chat_status'] = status;
  if (topic !== shown?.topic && wanted.has('support_topic')) values['support_topic'] = topic;
  return Object.keys(values).length === 0 ? undefined : values;
}

function eventsOf(was: ChatStatus, status: ChatStatus): readonly OwnEvent[] {
  if (status === 'closed') return ['Support Chat Resolved'];
  const started: readonly OwnEvent[] = was === 'closed' ? ['Support Chat Started'] : [];
  if (status === 'queued') return [...started, 'Support Chat Handoff Requested'];
  return status === 'agent' ? [...started, 'Support Chat Agent Joined'] : started;
}

/** One row, and one more for each further event: a row holds one. */
function rowsOf(
  attributes: Readonly<Record<string, unknown>> | undefined,
  [first, ...others]: readonly NonNullable<WriteBack['event']>[],
  isFirst: boolean,
): readonly WriteBack[] {
  if (!isFirst && attributes === undefined && first === undefined) return [];

  const row: Draft<WriteBack> = { kind: 'write-back', step: OWN_STEP };
  const idAs: Draft<NonNullable<WriteBack['idAs']>> = {};
  if (isFirst) idAs.attribute = 'support_conversation_id';
  if (first !== undefined) {
    idAs.property = 'conversation_id';
    row.event = first;
  }
  if (isFirst || first !== undefined) row.idAs = idAs;
  if (attributes !== undefined || isFirst) row.attributes = attributes ?? {};
  const further = others.map((event): WriteBack => {
    return { kind: 'write-back', step: OWN_STEP, event, idAs: { property: 'conversation_id' } };
  });
  return [row, ...further];
}
