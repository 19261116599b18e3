import type { OwnProfile } from '#core/flow/compile/own-profile.ts';
import type { OwnEvent } from '#core/flow/model/profile.ts';

import type { WriteBack } from '../effect.ts';
import type { Passage } from './passage.ts';
import type { ChatStatus, Shown } from './shown.ts';
import { SUBSCRIBE_STEP, subscriptionWrite, UNSUBSCRIBE_STEP } from './subscription-write.ts';
import { topicOf } from './topic-of.ts';

/** What is to be written, and what the profile holds then. */
export interface OwnWrites {
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
  if (status === was && before.owner === after.owner) return { writes: [], shown };

  const subscription = subscriptionWrite(profile.subscriptionGroup, before.owner, after.owner);
  if (status === was) return { writes: subscription === undefined ? [] : [subscription], shown };

  const told = tell(profile, passage, was, status);
  const [first, ...others] = told.writes;
  if (subscription === undefined) return told;
  const attributes = { ...first?.attributes, ...subscription.attributes };
  return { writes: [{ ...first, ...subscription, attributes }, ...others], shown: told.shown };
}

/** Who is asked whether they want to stop goes on to be where they were. */
function statusAt(key: string, was: ChatStatus): ChatStatus {
  if (key === 'bot/rest' || key.startsWith('nobody')) return 'closed';
  if (key === 'bot/stopping') return was === 'closed' ? was : 'bot';
  if (key.startsWith('queue')) return 'queued';
  return key.startsWith('agent') ? 'agent' : 'bot';
}

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
  const topic = found ?? shown?.topic;
  const isAbout = found !== undefined || (was !== 'closed' && shown?.about === true);
  const sinceMs = was === 'closed' ? atMs : (shown?.sinceMs ?? atMs);
  const isAgents = status === 'agent' || shown?.agent === true;
  const values: Readonly<Record<string, unknown>> = {
    ...((was === 'closed') !== (status === 'closed') && { support_chat_open: status !== 'closed' }),
    support_chat_status: status,
    ...(topic !== shown?.topic && { support_topic: topic }),
  };
  const attributes = only(wanted, values);
  const names = eventsOf(was, status).filter((name) => events.has(name));
  const properties = {
    ...{ channel: CHANNEL, ...(isAbout && { topic }) },
    ...(status === 'closed' && {
      duration_s: Math.round((atMs - sinceMs) / 1000),
      handled_by: isAgents ? 'agent' : 'bot',
    }),
  };
  const isFirst = shown === undefined && wanted.has('support_conversation_id');
  return {
    writes: rowsOf(
      attributes,
      names.map((name) => ({ name, properties })),
      isFirst,
    ),
    shown: {
      status,
      ...(status !== 'closed' && { sinceMs }),
      ...(status !== 'closed' && isAgents && { agent: true }),
      ...(status !== 'closed' && isAbout && { about: true }),
      ...(topic !== undefined && { topic }),
    },
  };
}

function only(
  wanted: ReadonlySet<string>,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted.has(name)));
}

function eventsOf(was: ChatStatus, status: ChatStatus): readonly OwnEvent[] {
  if (status === 'closed') return ['Support Chat Resolved'];
  const started: readonly OwnEvent[] = was === 'closed' ? ['Support Chat Started'] : [];
  if (status === 'queued') return [...started, 'Support Chat Handoff Requested'];
  return status === 'agent' ? [...started, 'Support Chat Agent Joined'] : started;
}

/** One row, and one more for each further event: a row holds one. */
function rowsOf(
  attributes: Readonly<Record<string, unknown>>,
  [first, ...others]: readonly NonNullable<WriteBack['event']>[],
  isFirst: boolean,
): readonly WriteBack[] {
  const row = { kind: 'write-back', step: OWN_STEP } as const;
  const hasAttributes = isFirst || Object.keys(attributes).length > 0;
  if (!hasAttributes && first === undefined) return [];
  const idAs = {
    ...(isFirst && { attribute: 'support_conversation_id' }),
    ...(first !== undefined && { property: 'conversation_id' }),
  };
  return [
    {
      ...row,
      ...((isFirst || first !== undefined) && { idAs }),
      ...(hasAttributes && { attributes }),
      ...(first !== undefined && { event: first }),
    },
    ...others.map((event) => ({ ...row, event, idAs: { property: 'conversation_id' } })),
  ];
}
