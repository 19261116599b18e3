import {
  type Changes,
  type Claim,
  ConversationStore,
  type LockedConversation,
  type OpenTransaction,
} from '#app/ports/conversation-store.ts';
import type { StoredSnapshot } from '#core/conversation/conversation-state.ts';
import { heldIn } from '#core/conversation/stored-held.ts';
import type { Held } from '#core/handoff/held.ts';

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
function newsOf(before: readonly LockedConversation[], changes: Changes): News {
  const { conversations, events, handoffs, fences, voids } = changes;
  const news = new News();
  for (const { conversationId, seq } of events) news.touch(conversationId, seq, [seq]);
  // Any of the words before may be called back.
  for (const { conversationId } of [...fences, ...voids]) news.touch(conversationId);
  for (const { id, lastSeq, snapshot } of conversations) {
    news.touch(id, lastSeq, []);
    addPeople(news, snapshot);
  }
  // Whoever had it sees it leave their list.
  for (const { snapshot } of before) addPeople(news, snapshot);
  if (handoffs.length > 0) addLines(news, before, handoffs);
  return news;
}

function addPeople(news: News, snapshot: StoredSnapshot | undefined): void {
  const held = heldOf(snapshot);
  if (held === null) return;
  for (const person of [held.agent, held.offeredTo]) if (person !== null) news.people.add(person);
}

/** Queues whose line is other than it was: what is said to an agent changes that agent's list alone. */
function addLines(
  news: News,
  before: readonly LockedConversation[],
  handoffs: Changes['handoffs'],
): void {
  const heldBefore = new Map(before.map(({ id, snapshot }) => [id, heldOf(snapshot)]));
  for (const { conversationId, held, ended } of handoffs) {
    const was = heldBefore.get(conversationId);
    const isTalk =
      ended === null &&
      held.agent !== null &&
      was?.agent === held.agent &&
      was.seq === held.seq &&
      was.queue === held.queue;
    if (!isTalk) news.queues.add(held.queue);
  }
}

function heldOf(snapshot: StoredSnapshot | undefined): Held | null {
  const stored = snapshot?.context['held'];
  return stored === undefined ? null : heldIn(stored);
}
