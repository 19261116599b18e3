import type {
  ConversationFilter,
  ConversationViews,
  ShownConversation,
  TranscriptEntry,
} from '#app/ports/conversation-views.ts';
import type { Scope } from '#core/access/scope.ts';

import { NoSuchConversation } from './conversation-errors.ts';

/** Shows people the conversations that they may see. */
export class ReadConversations {
  constructor(private readonly views: ConversationViews) {}

  /** The one that began last first. */
  list(filter: ConversationFilter, scope: Scope): Promise<readonly ShownConversation[]> {
    return this.views.list(filter, scope);
  }

  /** @throws NoSuchConversation */
  async one(id: string, scope: Scope): Promise<ShownConversation> {
    const shown = await this.views.one(id, scope);
    if (shown === undefined) throw new NoSuchConversation(id);
    return shown;
  }

  /** The newest event first. @throws NoSuchConversation */
  async transcript(
    id: string,
    page: { readonly before: number | undefined; readonly limit: number },
    scope: Scope,
  ): Promise<readonly TranscriptEntry[]> {
    const { id: known } = await this.one(id, scope);
    return this.views.transcript(known, page);
  }
}
