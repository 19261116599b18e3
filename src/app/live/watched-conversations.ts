import {
  type Changes,
  type Claim,
  ConversationStore,
  type LockedConversation,
  type OpenTransaction,
} from '#app/ports/conversation-store.ts';
import type { StoredSnapshot } from '#core/conversation/conversation-state.ts';
import { heldIn } from '#core/conversation/stored-held.ts';

import type { LiveHub } from './live-hub.ts';
import { News } from './news.ts';

/** The conversations' store, which tells open pages of what was committed; while nobody looks, the store itself. */
export class WatchedConversations extends ConversationStore {
  constructor(
    private readonly store: ConversationStore,
    private readonly hub: LiveHub,
  ) {
    super();
  }

  override async open(claims: readonly Claim[]): Promise<OpenTransaction> {
    return this.watched(await this.store.open(claims));
  }

  override async openAlone(claim: Claim): Promise<OpenTransaction> {
    return this.watched(await this.store.openAlone(claim));
  }

  private watched(transaction: OpenTransaction): OpenTransaction {
    const { hub } = this;
    if (!hub.isWatched) return transaction;
    const { conversations, takenKeys, stillHeld, nowMs } = transaction;
    return {
      ...{ conversations, takenKeys, stillHeld, nowMs },
      commit: async (changes) => {
        await transaction.commit(changes);
        hub.tell(newsOf(conversations, changes));
      },
      abandon: () => transaction.abandon(),
    };
  }
}

/** What open pages may have to read again because of a transaction. */
function newsOf(before: readonly LockedConversation[], { conversations, handoffs }: Changes): News {
  const news = new News();
  for (const { id, lastSeq, snapshot } of conversations) {
    news.touch(id, lastSeq);
    addPeople(news, snapshot);
  }
  // Whoever had it sees it leave their list.
  for (const { snapshot } of before) addPeople(news, snapshot);
  for (const { held } of handoffs) news.queues.add(held.queue);
  return news;
}

function addPeople(news: News, snapshot: StoredSnapshot | undefined): void {
  const stored = snapshot?.context['held'];
  const held = stored === undefined ? null : heldIn(stored);
  if (held === null) return;
  for (const person of [held.agent, held.offeredTo]) if (person !== null) news.people.add(person);
}
