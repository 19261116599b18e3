import type { Attachment } from '#core/media/attachment.ts';

import type { HoldChange } from './hold-change.ts';

/** What others can be told of. */
export const NEWS_TYPES = [
  ...(['conversation.queued', 'conversation.offered', 'conversation.claimed'] as const),
  ...(['conversation.message', 'conversation.note'] as const),
  ...(['conversation.returned', 'conversation.closed'] as const),
] as const;
export type NewsType = (typeof NEWS_TYPES)[number];

/** A handoff as others are told of it. */
export interface ToldHandoff {
  readonly seq: number;
  readonly queue: string;
  readonly priority: string;
  readonly state: string;
  readonly reason: string;
  readonly step: string;
  readonly since: string;
  readonly agent: string | null;
  readonly offered_to: string | null;
}

/** Something that people at a desk, and their other systems, want to know at once. */
export interface DeskNews {
  readonly type: NewsType;
  /** Plain JSON, by the names of the API. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event that was applied, and what it changed for people. */
export interface Happened {
  readonly kind: string;
  readonly seq: number;
  /** Without its kind. */
  readonly payload: () => Readonly<Record<string, unknown>>;
  readonly holds: readonly HoldChange[];
  /** The agent who had the conversation before it. */
  readonly heldBy: string | null;
}

const NOTHING: readonly DeskNews[] = [];

/**
 * What an event is news of, in order: nothing for all that is between the customer and the bot.
 *
 * What happened to one handoff is told before what began with another.
 */
export function deskNews(happened: Happened): readonly DeskNews[] {
  const { kind, holds } = happened;
  if (kind === 'noted') return [noteOf(happened)];
  if (kind === 'agent-reply' || kind === 'agent-template') return [messageOf(happened, 'agent')];
  if (holds.length === 0 && kind !== 'chat-started') return NOTHING;

  const news = holds.flatMap((hold) => {
    const told = hold.ended === null ? openNews(happened, hold) : endNews(hold);
    return told === undefined ? [] : [told];
  });
  return kind === 'chat-started' ? [...news, messageOf(happened, 'agent')] : news;
}

function openNews(happened: Happened, hold: HoldChange): DeskNews | undefined {
  const { kind, seq, heldBy } = happened;
  const { held, state } = hold;
  const handoff = toldHandoff(hold);
  if (held.seq === seq) {
    const type = held.agent === null ? 'conversation.queued' : 'conversation.claimed';
    return { type, data: { handoff } };
  }
  if (kind === 'message') return messageOf(happened, 'customer');
  if (state === 'offered') {
    const isNew = kind === 'offered' || kind === 'transferred';
    return isNew ? { type: 'conversation.offered', data: { handoff } } : undefined;
  }
  // Who writes first to somebody already theirs has nobody anew.
  if (CLAIMS.has(kind) && held.agent === heldBy) return undefined;
  if (CLAIMS.has(kind)) return { type: 'conversation.claimed', data: { handoff } };
  if (held.agent === null && WAITS_AGAIN.has(kind)) {
    return { type: 'conversation.queued', data: { handoff } };
  }
  return undefined;
}

const CLAIMS: ReadonlySet<string> = new Set([
  ...['claimed', 'offer-accepted', 'agent-took', 'chat-started'],
]);
const WAITS_AGAIN: ReadonlySet<string> = new Set([
  ...['offer-declined', 'agent-lost', 'transferred', 'escalated', 'timer', 'agents-seen'],
]);
const CLOSES: ReadonlySet<string> = new Set(['closed', 'idle', 'opted-out', 'merged', 'blocked']);

function endNews(hold: HoldChange): DeskNews | undefined {
  const { ended } = hold;
  if (ended === null) return undefined;
  const { how, by, code } = ended;
  const type = CLOSES.has(how) ? 'conversation.closed' : 'conversation.returned';
  return { type, data: { handoff: toldHandoff(hold), how, by, code } };
}

function messageOf({ payload, holds }: Happened, from: 'customer' | 'agent'): DeskNews {
  const { text = '', media = [], agent = null, attachment } = payload();
  const hold = holds.find(({ ended }) => ended === null);
  const handoff = hold === undefined ? null : toldHandoff(hold);
  const files = attachment === undefined ? media : [(attachment as Attachment).url];
  const said = { from, text, media: files, agent };
  return { type: 'conversation.message', data: { handoff, message: said } };
}

function noteOf({ payload }: Happened): DeskNews {
  const { by, text } = payload();
  return { type: 'conversation.note', data: { note: { by, text } } };
}

function toldHandoff({ held, state }: HoldChange): ToldHandoff {
  const { seq, queue, priority, reason, step, agent } = held;
  const since = new Date(held.sinceMs).toISOString();
  return { seq, queue, priority, state, reason, step, since, agent, offered_to: held.offeredTo };
}
