import type { Receipt } from '#app/accept-events/arrival.ts';
import type {
  ConversationFilter,
  SaidReply,
  ShownConversation,
  TranscriptEntry,
} from '#app/ports/conversation-views.ts';
import type { ShownMedia } from '#app/ports/media-shelf.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';
import { IDENTITY_KINDS } from '#core/conversation/identity.ts';
import { deliveryStatusOf } from '#core/feedback/delivery-status.ts';
import { mediaTypeOf } from '#core/media/media-type.ts';

import { Choice, Count, Flag, Json, Moment, Nested, Text, Texts, Uuid } from '../frame/fields.ts';
import { idCursor, PageQuery } from '../frame/pages.ts';

const OWNERS = ['bot', 'queue', 'agent', 'nobody'] as const;
/** WhatsApp's limit of a text. @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/text-messages */
const LONGEST_TEXT = 4096;

export class ConversationsQuery extends PageQuery {
  @Choice(OWNERS, { optional: true, about: 'Who answers now.' })
  readonly owner?: Owner;

  @Text({ max: 100, optional: true, about: 'Waits in this queue, or came from it to an agent.' })
  readonly queue?: string;

  @Text({ max: 100, optional: true, about: '`me`, or the id of whoever took it.' })
  readonly agent?: string;

  @Text({
    max: 255,
    optional: true,
    about: 'A customer’s id, phone number or conversation, whole.',
  })
  readonly q?: string;

  toFilter(me: string): ConversationFilter {
    const { owner, queue, agent, q, cursor, limit } = this;
    const before = idCursor(cursor);
    return {
      limit: limit + 1,
      ...(owner !== undefined && { owner }),
      ...(queue !== undefined && { queue }),
      ...(agent !== undefined && { agent: agent === 'me' ? me : agent }),
      ...(q !== undefined && { q: q.trim() }),
      ...(before !== undefined && { before }),
    };
  }
}

export class AgentReplyBody {
  @Uuid({ about: 'Made for each press, so that a repeated request sends once.' })
  readonly key!: string;

  @Text({ min: 1, max: LONGEST_TEXT, pattern: /\S/ })
  readonly text!: string;
}

class HandoffAnswer {
  @Text()
  readonly queue!: string;

  @Text()
  readonly reason!: string;

  @Moment()
  readonly requested_at!: string;

  @Text({ optional: true, about: 'Id of the agent who has it.' })
  readonly taken_by!: string | null;

  @Moment({ optional: true })
  readonly taken_at!: string | null;
}

class BlockedAnswer {
  @Text({ about: 'Id of whoever decided it.' })
  readonly by!: string;

  @Text()
  readonly reason!: string;

  @Moment()
  readonly at!: string;

  @Moment({ optional: true, about: 'null: for good.' })
  readonly until!: string | null;
}

class RecipientAnswer {
  @Choice(IDENTITY_KINDS)
  readonly kind!: string;

  @Text()
  readonly value!: string;
}

export class ConversationAnswer {
  @Uuid()
  readonly id!: string;

  @Text()
  readonly channel!: string;

  @Choice(OWNERS, { about: 'Who answers now.' })
  readonly owner!: string;

  @Count({ about: 'Counts changes of owner.' })
  readonly epoch!: number;

  @Count({ about: 'Of the newest event.' })
  readonly last_seq!: number;

  @Nested(() => RecipientAnswer, { about: 'By whom Braze knows the customer.' })
  readonly recipient!: RecipientAnswer;

  @Moment()
  readonly created_at!: string;

  @Moment({ optional: true })
  readonly last_event_at!: string | null;

  @Moment({ optional: true, about: 'Free text may leave until then.' })
  readonly window_ends_at!: string | null;

  @Flag()
  readonly window_open!: boolean;

  @Text({ optional: true, about: 'Why its state cannot be read: a person must look.' })
  readonly stuck_reason!: string | null;

  @Uuid({ optional: true, about: 'The older conversation of the same person.' })
  readonly merged_into!: string | null;

  @Nested(() => BlockedAnswer, { optional: true, about: 'Nobody answers the customer.' })
  readonly blocked!: BlockedAnswer | null;

  @Nested(() => HandoffAnswer, { optional: true, about: 'Its wait for a person.' })
  readonly handoff!: HandoffAnswer | null;
}

class TranscriptReplyAnswer {
  @Text({ about: 'CONVERSATION:EVENT:PLACE' })
  readonly reply!: string;

  @Choice(['bot', 'agent', 'system'])
  readonly sender!: string;

  @Text()
  readonly step!: string;

  @Text()
  readonly state!: string;

  @Text()
  readonly carrier!: string;

  @Json({ about: 'What it says, as the campaign’s trigger properties.' })
  readonly properties!: object;

  @Moment()
  readonly due_at!: string;

  @Moment({ optional: true })
  readonly settled_at!: string | null;

  @Text({ optional: true, about: 'Why it is in this state.' })
  readonly reason!: string | null;

  @Choice(['sent', 'delivered', 'read', 'failed'], {
    optional: true,
    about: 'How far it came, as Currents told; null: nothing yet.',
  })
  readonly delivery!: string | null;

  @Text({ optional: true })
  readonly failure_reason!: string | null;
}

class MediaAnswer {
  @Uuid({ about: 'GET /api/conversations/ID/media/MEDIA gives the file.' })
  readonly id!: string;

  @Choice(['pending', 'kept', 'failed', 'forgotten'], {
    about: 'pending: it is being fetched; forgotten: its time is over.',
  })
  readonly state!: string;

  @Choice(['image', 'audio', 'video', 'document'])
  readonly kind!: string;

  @Text({ optional: true, about: 'By its content; null where that does not show.' })
  readonly type!: string | null;

  @Count({ about: 'Bytes.' })
  readonly size!: number;

  @Text({ optional: true })
  readonly name!: string | null;

  @Text({ optional: true, about: 'Why it is not here.' })
  readonly reason!: string | null;
}

export class TranscriptEntryAnswer {
  @Count({ about: 'Its place in the conversation’s log.' })
  readonly seq!: number;

  @Text({ about: 'message, timer, call-result, agent-took, agent-reply, agent-template …' })
  readonly kind!: string;

  @Moment()
  readonly at!: string;

  @Json({ about: 'By its kind; what customers wrote is text, never HTML.' })
  readonly payload!: object;

  @Texts({ about: 'What is unusual about it.' })
  readonly flags!: readonly string[];

  @Text({ optional: true, about: 'Why it was not applied.' })
  readonly parked!: string | null;

  @Nested(() => TranscriptReplyAnswer, { list: true, about: 'What was said because of it.' })
  readonly replies!: readonly TranscriptReplyAnswer[];

  @Nested(() => MediaAnswer, { list: true, about: 'Files that came with it.' })
  readonly media!: readonly MediaAnswer[];
}

export class ReceiptAnswer {
  @Choice(['accepted', 'duplicate'])
  readonly status!: string;

  @Uuid()
  readonly conversation_id!: string;

  @Count({ about: 'Its place in the conversation’s log.' })
  readonly seq!: number;
}

export function receiptAnswer({ status, conversationId, seq }: Receipt): ReceiptAnswer {
  return { status, conversation_id: conversationId, seq };
}

export function conversationAnswer(shown: ShownConversation): ConversationAnswer {
  const { id, channel, owner, epoch, recipient, handoff, blocked } = shown;
  return {
    ...{ id, channel, owner, epoch, recipient, last_seq: shown.lastSeq },
    created_at: shown.createdAt.toISOString(),
    last_event_at: moment(shown.lastEventAt),
    window_ends_at: moment(shown.windowEndsAt),
    window_open: shown.isWindowOpen,
    stuck_reason: shown.stuckReason ?? null,
    merged_into: shown.mergedInto ?? null,
    blocked: blocked === undefined ? null : blockedAnswer(blocked),
    handoff: handoff === undefined ? null : handoffAnswer(handoff),
  };
}

function blockedAnswer(blocked: NonNullable<ShownConversation['blocked']>): BlockedAnswer {
  const { by, reason, at, until } = blocked;
  return { by, reason, at: at.toISOString(), until: moment(until) };
}

function handoffAnswer({
  queue,
  reason,
  requestedAt,
  takenBy,
  takenAt,
}: NonNullable<ShownConversation['handoff']>): HandoffAnswer {
  return {
    ...{ queue, reason, requested_at: requestedAt.toISOString() },
    ...{ taken_by: takenBy ?? null, taken_at: moment(takenAt) },
  };
}

export function transcriptAnswer(id: string, entry: TranscriptEntry): TranscriptEntryAnswer {
  const { seq, kind, at, payload, flags, parked, replies, media } = entry;
  return {
    ...{ seq, kind, at: at.toISOString(), payload, flags, parked: parked ?? null },
    replies: replies.map((reply) => saidAnswer(`${id}:${String(seq)}`, reply)),
    media: media.map(mediaAnswer),
  };
}

function mediaAnswer({ id, state, type, size, name, reason }: ShownMedia): MediaAnswer {
  const { kind } = mediaTypeOf(type);
  return { id, state, kind, type, size, name: name ?? null, reason: reason ?? null };
}

function saidAnswer(event: string, said: SaidReply): TranscriptReplyAnswer {
  return {
    reply: `${event}:${String(said.idx)}`,
    ...{ sender: said.sender, step: said.step, state: said.state, carrier: said.carrier },
    ...{ properties: said.properties, due_at: said.dueAt.toISOString() },
    settled_at: moment(said.settledAt),
    reason: said.reason ?? null,
    delivery: deliveryStatusOf(said) ?? null,
    failure_reason: said.failureReason ?? null,
  };
}

function moment(at: Date | undefined): string | null {
  return at?.toISOString() ?? null;
}
