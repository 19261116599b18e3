import type { MessageNews } from './currents-event.ts';
import type { DeliveryTimes } from './delivery-status.ts';
import { replyIdOf, type ReplyName } from './reply-id.ts';

/** News of a message that is known to be one of our replies. */
export interface JoinedNews {
  readonly news: MessageNews;
  readonly reply: ReplyName;
}

/** All that one batch tells of one reply. */
export interface ReplyFeedback extends DeliveryTimes {
  readonly reply: ReplyName;
  readonly dispatchId: string | undefined;
  readonly messageId: string | undefined;
  readonly failure: 'failed' | 'aborted' | undefined;
  readonly code: string | undefined;
  readonly reason: string | undefined;
}

/**
 * What news tell of each reply, sorted by its name: a reply once, whatever the order of the news.
 *
 * @param nowMs stands in where an event says no time
 */
export function gatherNews(joined: readonly JoinedNews[], nowMs: number): ReplyFeedback[] {
  const byReply = new Map<string, ReplyFeedback>();
  for (const one of joined) {
    const key = replyIdOf(one.reply);
    byReply.set(key, withNews(byReply.get(key) ?? nothingOf(one.reply), one.news, nowMs));
  }
  return [...byReply.values()].sort(byName);
}

function nothingOf(reply: ReplyName): ReplyFeedback {
  const times = { sentAtMs: undefined, deliveredAtMs: undefined, readAtMs: undefined };
  const ids = { dispatchId: undefined, messageId: undefined };
  const why = { failedAtMs: undefined, failure: undefined, code: undefined, reason: undefined };
  return { reply, ...times, ...ids, ...why };
}

function withNews(known: ReplyFeedback, news: MessageNews, nowMs: number): ReplyFeedback {
  const atMs = news.atMs ?? nowMs;
  const ids = {
    dispatchId: known.dispatchId ?? news.dispatchId,
    messageId: known.messageId ?? news.messageId,
  };
  switch (news.kind) {
    case 'sent':
      return { ...known, ...ids, sentAtMs: earlier(known.sentAtMs, atMs) };
    case 'delivered':
      return { ...known, ...ids, deliveredAtMs: earlier(known.deliveredAtMs, atMs) };
    case 'read':
      return { ...known, ...ids, readAtMs: earlier(known.readAtMs, atMs) };
    case 'failed':
    case 'aborted': {
      const { code, reason, kind: failure } = news;
      return { ...known, ...ids, failedAtMs: atMs, failure, code, reason };
    }
  }
}

function earlier(knownMs: number | undefined, toldMs: number): number {
  return Math.min(knownMs ?? toldMs, toldMs);
}

/** The order in which rows are locked. */
function byName({ reply: a }: ReplyFeedback, { reply: b }: ReplyFeedback): number {
  if (a.conversationId !== b.conversationId) return a.conversationId < b.conversationId ? -1 : 1;
  return a.seq - b.seq || a.idx - b.idx;
}
