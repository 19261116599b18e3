import type { Receipt } from '#app/accept-events/arrival.ts';
import type { Accepting } from '#app/accept-webhook/patient-door.ts';
import type { BringMedia } from '#app/media/bring-media.ts';
import { NoLayoutFor } from '#app/media/media-errors.ts';
import type { ShownConversation } from '#app/ports/conversation-views.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Caller } from '#core/access/caller.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';

import { NotInThatState, WindowClosed } from './conversation-errors.ts';
import type { ReadConversations } from './read-conversations.ts';

/** What an agent says. */
interface AgentWords {
  /** Made by the client for each press, so that a repeated request sends once. */
  readonly key: string;
  /** With a file it may be blank. */
  readonly text: string;
  /** Id of a file that they brought. */
  readonly media?: string | undefined;
}

/**
 * What a person does with a conversation: an event through the one door, in their name.
 *
 * What is looked at before only makes the answer friendlier; the machine decides, under the lock.
 */
export class ActInConversation {
  constructor(
    private readonly conversations: ReadConversations,
    private readonly door: Accepting,
    private readonly ids: Ids,
    private readonly media: Pick<BringMedia, 'attachment'>,
  ) {}

  /** The bot is silent until it is returned. @throws NoSuchConversation, NotInThatState */
  async take(id: string, caller: Caller): Promise<Receipt> {
    const shown = await this.conversations.one(id, caller.scope);
    return this.enter(shown, caller, { kind: 'agent-took', agent: caller.id });
  }

  /** The bot answers again. @throws NoSuchConversation, NotInThatState */
  async giveBack(id: string, caller: Caller): Promise<Receipt> {
    const shown = await this.conversations.one(id, caller.scope);
    if (shown.owner !== 'agent' && shown.owner !== 'queue') refuse(shown);
    return this.enter(shown, caller, { kind: 'returned-to-bot', by: caller.id });
  }

  /**
   * Answers once it is committed; it leaves through the outbox.
   *
   * @throws NoSuchConversation, NotInThatState, WindowClosed
   */
  async reply(id: string, { key, text, media }: AgentWords, caller: Caller): Promise<Receipt> {
    const shown = await this.conversations.one(id, caller.scope);
    const { owner, windowEndsAt, isWindowOpen } = shown;
    if (owner !== 'agent') refuse(shown);
    if (!isWindowOpen) throw new WindowClosed(windowEndsAt);
    const name = { conversationId: shown.id, id: media ?? '' };
    const carried =
      media === undefined ? {} : { attachment: await this.media.attachment(name, caller) };
    const event = { kind: 'agent-reply', agent: caller.id, text, ...carried } as const;
    return this.enter(shown, caller, event, key);
  }

  private async enter(
    shown: ShownConversation,
    caller: Caller,
    event: ConversationEvent,
    dedupeKey?: string,
  ): Promise<Receipt> {
    const receipt = await this.door.accept({
      arrivalId: this.ids.next(),
      to: { conversationId: shown.id },
      event,
      ...(dedupeKey !== undefined && { dedupeKey }),
      flags: [],
    });
    if (receipt.status === 'accepted' || receipt.status === 'duplicate') return receipt;
    if (receipt.refused === 'no-layout') throw new NoLayoutFor(attachmentIn(event));
    // Somebody was faster between our look and the lock.
    refuse(await this.conversations.one(shown.id, caller.scope), receipt.refused);
  }
}

function attachmentIn(event: ConversationEvent): string {
  return (event.kind === 'agent-reply' ? event.attachment?.kind : undefined) ?? 'image';
}

function refuse({ owner, handoff }: ShownConversation, why?: string): never {
  throw new NotInThatState(owner, handoff?.takenBy, why);
}
