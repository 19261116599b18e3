import type { ShownConversation } from '#app/ports/conversation-views.ts';
import type { Caller } from '#core/access/caller.ts';
import { seesQueue } from '#core/access/scope.ts';

export interface Own {
  readonly from?: string;
}

/** Agents act on what is theirs; leads on anybody's, in the queues that are theirs. */
export function onlyOwn({ id, permissions, scope }: Caller, { handoff }: ShownConversation): Own {
  const isLead = permissions.has('conversations.read-all');
  const isInScope = handoff === undefined || seesQueue(scope, handoff.queue);
  return isLead && isInScope ? {} : { from: id };
}
