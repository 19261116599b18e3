import { randomUUID } from 'node:crypto';

import type {
  Changes,
  ConversationRow,
  EventRow,
  LockedConversation,
  ReplyRow,
} from '#app/ports/conversation-store.ts';
import type { Reply } from '#core/conversation/effect.ts';

/** Changes of nothing, but for what a test names. */
export function someChanges(changes: Partial<Changes> = {}): Changes {
  return {
    conversations: [],
    events: [],
    dedupe: [],
    replies: [],
    armed: [],
    disarmed: [],
    writeBacks: [],
    calls: [],
    fetches: [],
    media: [],
    blocked: [],
    unblocked: [],
    handoffs: [],
    fences: [],
    voids: [],
    handoffsEnded: [],
    notes: [],
    notices: [],
    ...changes,
  };
}

/** The row that leaves a conversation as it was found, one event later. */
export function aConversationRow(
  found: LockedConversation,
  changes: Partial<ConversationRow> = {},
): ConversationRow {
  return {
    id: found.id,
    owner: found.owner,
    epoch: found.epoch,
    releaseId: found.releaseId ?? 1,
    engine: 1,
    lastSeq: found.lastSeq + 1,
    snapshot: found.snapshot,
    lastEventAtMs: Date.now(),
    windowEndsAtMs: found.windowEndsAtMs,
    stuckReason: undefined,
    version: found.version,
    ...changes,
  };
}

export function anEventRow(
  row: Pick<EventRow, 'conversationId' | 'seq'> & Partial<EventRow>,
): EventRow {
  return {
    kind: 'message',
    atMs: Date.now(),
    payload: '{"text":"hello","media":[]}',
    releaseId: 1,
    engine: 1,
    arrivalId: randomUUID(),
    flags: [],
    parked: undefined,
    raw: undefined,
    ...row,
  };
}

export function aReply(reply: Partial<Reply> = {}): Reply {
  return {
    kind: 'reply',
    campaignId: 'parley-text',
    properties: { external_system_msg_body: 'Hello' },
    sender: 'bot',
    delayMs: 0,
    policy: 'retry',
    survivesFence: false,
    step: 'welcome.hello',
    ...reply,
  };
}

export function aReplyRow(
  row: Pick<ReplyRow, 'conversationId' | 'seq'> & Partial<ReplyRow>,
): ReplyRow {
  return {
    idx: 0,
    epoch: 0,
    leased: false,
    reply: aReply(),
    priority: 1,
    dueAtMs: Date.now(),
    expiresAtMs: undefined,
    ...row,
  };
}
