import type {
  SaidReply,
  ShownConversation,
  TranscriptEntry,
} from '#app/ports/conversation-views.ts';
import type { ShownMedia } from '#app/ports/media-shelf.ts';
import type { Owner } from '#core/conversation/conversation-state.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';

export interface ConversationViewRow {
  readonly id: string;
  readonly channel: string;
  readonly owner: Owner;
  readonly epoch: number;
  readonly last_seq: number;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
  readonly created_at: Date;
  readonly last_event_at: Date | null;
  readonly window_ends_at: Date | null;
  readonly is_window_open: boolean;
  readonly stuck_reason: string | null;
  readonly merged_into: string | null;
  readonly queue: string | null;
  readonly reason: string | null;
  readonly requested_at: Date | null;
  readonly taken_by: string | null;
  readonly taken_at: Date | null;
  readonly blocked_by: string | null;
  readonly blocked_reason: string | null;
  readonly blocked_at: Date | null;
  readonly blocked_until: Date | null;
}

export interface EventViewRow {
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly flags: readonly string[];
  readonly parked: string | null;
}

export interface ReplyViewRow {
  readonly seq: number;
  readonly idx: number;
  readonly sender: string;
  readonly step: string;
  readonly state: string;
  readonly carrier: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly due_at: Date;
  readonly settled_at: Date | null;
  readonly reason: string | null;
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
  readonly failed_at: Date | null;
  readonly failure_reason: string | null;
}

export function shownOf(row: ConversationViewRow): ShownConversation {
  return {
    ...{ id: row.id, channel: row.channel, owner: row.owner, epoch: row.epoch },
    lastSeq: row.last_seq,
    recipient: { kind: row.recipient_kind, value: row.recipient_value },
    createdAt: row.created_at,
    lastEventAt: row.last_event_at ?? undefined,
    windowEndsAt: row.window_ends_at ?? undefined,
    isWindowOpen: row.is_window_open,
    stuckReason: row.stuck_reason ?? undefined,
    mergedInto: row.merged_into ?? undefined,
    blocked: blockedOf(row),
    handoff: handoffOf(row),
  };
}

function blockedOf(row: ConversationViewRow): ShownConversation['blocked'] {
  const { blocked_by: by, blocked_at: at, blocked_reason: reason } = row;
  if (by === null || at === null) return undefined;
  return { by, at, reason: reason ?? '', until: row.blocked_until ?? undefined };
}

function handoffOf(row: ConversationViewRow): ShownConversation['handoff'] {
  const { queue, requested_at: requestedAt } = row;
  if (queue === null || requestedAt === null) return undefined;
  return {
    ...{ queue, requestedAt, reason: row.reason ?? '' },
    takenBy: row.taken_by ?? undefined,
    takenAt: row.taken_at ?? undefined,
  };
}

/** Most events have none, and are not asked for any. */
export function hasFiles({ kind, payload }: EventViewRow): boolean {
  const { media } = payload;
  return kind === 'message' && Array.isArray(media) && media.length > 0;
}

export function transcriptEntryOf(
  row: EventViewRow,
  replies: readonly SaidReply[],
  media: readonly ShownMedia[] = [],
): TranscriptEntry {
  const { seq, kind, at, payload, flags } = row;
  return { seq, kind, at, payload, flags, replies, media, parked: row.parked ?? undefined };
}

export function saidOf(row: ReplyViewRow): SaidReply {
  return {
    ...{ idx: row.idx, sender: row.sender, step: row.step, state: row.state },
    ...{ carrier: row.carrier, properties: row.properties, dueAt: row.due_at },
    settledAt: row.settled_at ?? undefined,
    reason: row.reason ?? undefined,
    failureReason: row.failure_reason ?? undefined,
    sentAtMs: row.sent_at?.getTime(),
    deliveredAtMs: row.delivered_at?.getTime(),
    readAtMs: row.read_at?.getTime(),
    failedAtMs: row.failed_at?.getTime(),
  };
}
