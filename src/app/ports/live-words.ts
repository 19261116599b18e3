import type { Scope } from '#core/access/scope.ts';

import type { ShownConversation, TranscriptEntry } from './conversation-views.ts';

/** Entries of one conversation's transcript that are new or other than they were. */
export interface WantedWords {
  readonly conversationId: string;
  /** Events of its log. */
  readonly entries: readonly number[];
}

/** What a page that shows the conversation has to know, so that it need not ask. */
export interface NewWords {
  readonly conversation: ShownConversation;
  /** The oldest first. */
  readonly entries: readonly TranscriptEntry[];
  /** Whether somebody of this scope may see it, as of this moment. */
  readonly isSeenBy: (scope: Scope) => boolean;
}

/** Reads what is new of many conversations at once. */
export abstract class LiveWords {
  /** By the conversations' ids; those that are not there any more are left out. @throws StoreUnavailable */
  abstract read(wanted: readonly WantedWords[]): Promise<ReadonlyMap<string, NewWords>>;

  /** Reads nothing any more. */
  abstract close(): Promise<void>;
}
