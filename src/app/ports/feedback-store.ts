import type { MessageNews } from '#core/feedback/currents-event.ts';
import type { JoinedNews, ReplyFeedback } from '#core/feedback/gather-news.ts';
import type { ReplyName } from '#core/feedback/reply-id.ts';

/** A reply that news were found to be about. */
export interface FoundReply {
  readonly reply: ReplyName;
  /** Step that said it. */
  readonly step: string;
  /** Whether it is known already that it arrived, or that it will not. */
  readonly isDecided: boolean;
  /** Whether the recipient's Braze id is a name of the conversation. */
  readonly knowsBrazeId: boolean;
}

/** A reply that never left: its time was over before it could, or Braze's API refused it for good. */
export interface UnsentReply {
  readonly reply: ReplyName;
  /** Step that said it. */
  readonly step: string;
  readonly failure: 'expired' | 'refused';
  /** For people who look. */
  readonly reason: string;
  /** Attempts so far: a person may have let it go out once more. */
  readonly attempt: number;
}

/** An event that is set aside. */
export interface KeptEvent {
  readonly id: string;
  readonly type: string;
  readonly brazeId: string | undefined;
  /** As JSON. */
  readonly raw: string;
}

/** What Currents tells, beside the replies that it is about. All methods take sets; all may be repeated. */
export abstract class FeedbackStore {
  /** Now, by the database's clock: UTC milliseconds. */
  abstract nowMs(): Promise<number>;

  /**
   * The reply of each, in order; `undefined` where none is found: by the name it brings, by
   * WhatsApp's id, or by recipient and dispatch.
   */
  abstract find(news: readonly MessageNews[]): Promise<readonly (FoundReply | undefined)[]>;

  /**
   * Writes down what is told of replies, and settles those of which nobody knew what became of
   * them: that Braze sent a message, or gave it up, is known now.
   *
   * @param feedback sorted by reply, each once
   * @returns how many replies were settled by it
   */
  abstract record(feedback: readonly ReplyFeedback[]): Promise<number>;

  /** Keeps news whose reply is not known yet. What is kept already changes nothing. */
  abstract await(news: readonly MessageNews[]): Promise<void>;

  /** Kept news of the same dispatches or messages as these. */
  abstract awaiting(joined: readonly JoinedNews[]): Promise<readonly MessageNews[]>;

  /** Keeps events as they are. What is kept already changes nothing. */
  abstract keep(events: readonly KeptEvent[]): Promise<void>;

  /** Forgets what was kept under these ids. */
  abstract release(ids: readonly string[]): Promise<void>;

  /** Forgets at most `limit` of what was kept for longer than this; answers how many. */
  abstract forgetOlderThan(ageHours: number, limit: number): Promise<number>;

  /**
   * Replies that never left, of the last day, of which their conversation has not been told: at
   * most `limit`, the oldest first.
   */
  abstract untoldUnsent(limit: number): Promise<readonly UnsentReply[]>;

  /** Writes down that conversations know of replies that never left. May be repeated. */
  abstract recordUnsent(replies: readonly UnsentReply[]): Promise<void>;

  /** Gives up waiting for a word on replies that are to be verified; answers how many. */
  abstract holdUnverified(olderThanMs: number): Promise<number>;
}
