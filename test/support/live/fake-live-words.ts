import type { ShownConversation } from '#app/ports/conversation-views.ts';
import { LiveWords, type NewWords, type WantedWords } from '#app/ports/live-words.ts';
import { type Scope, seesConversation } from '#core/access/scope.ts';

/** Conversations of which every entry is a message; `care` has them all, and no agent. */
export class FakeLiveWords extends LiveWords {
  readonly asked: (readonly WantedWords[])[] = [];
  /** Answers once it is called, where it is set; or fails. */
  before: () => Promise<void> = () => Promise.resolve();

  override async read(wanted: readonly WantedWords[]): Promise<ReadonlyMap<string, NewWords>> {
    this.asked.push(wanted);
    await this.before();
    return new Map(
      wanted.map(({ conversationId, entries }) => [
        conversationId,
        {
          conversation: aShown(conversationId),
          entries: entries.map((seq) => ({
            ...{ seq, kind: 'message', at: new Date(0), payload: {} },
            ...{ flags: [], parked: undefined, replies: [], media: [] },
          })),
          isSeenBy: (scope: Scope) => seesConversation(scope, { queues: ['care'], agents: [] }),
        },
      ]),
    );
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}

function aShown(id: string): ShownConversation {
  return {
    ...{ id, channel: 'whatsapp', owner: 'agent', epoch: 1, lastSeq: 1 },
    recipient: { kind: 'external_id', value: 'customer-1' },
    createdAt: new Date(0),
    ...{ lastEventAt: undefined, windowEndsAt: undefined, isWindowOpen: true },
    ...{ stuckReason: undefined, mergedInto: undefined, blocked: undefined, handoff: undefined },
  };
}
