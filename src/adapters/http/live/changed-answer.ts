import type { Changed } from '#app/live/live-stream.ts';

import {
  type ConversationAnswer,
  conversationAnswer,
  transcriptAnswer,
  type TranscriptEntryAnswer,
} from '../api/conversations/conversations.bodies.ts';

/** What `changed` says; what is in it looks as the API's own answers do. */
interface ChangedAnswer extends Omit<Changed, 'conversations'> {
  readonly conversations: readonly {
    readonly id: string;
    readonly seq: number;
    /** As `GET /api/conversations/:id` answers it; with `entries`, or neither. */
    readonly conversation?: ConversationAnswer;
    /** Those of `…/transcript` that are new or other than they were, the oldest first. */
    readonly entries?: readonly TranscriptEntryAnswer[];
  }[];
}

export function changedAnswer({ conversations, queues, mine }: Changed): ChangedAnswer {
  return {
    conversations: conversations.map(({ id, seq, words }) => ({
      ...{ id, seq },
      ...(words !== undefined && {
        conversation: conversationAnswer(words.conversation),
        entries: words.entries.map((entry) => transcriptAnswer(id, entry)),
      }),
    })),
    ...{ queues, mine },
  };
}
