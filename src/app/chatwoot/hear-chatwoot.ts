import type { ReadConversations } from '#app/conversations/read-conversations.ts';
import type { DeskDoor } from '#app/handoff/desk-door.ts';
import {
  AlreadyTaken,
  CustomerBlocked,
  CustomerOptedOut,
  NotYours,
} from '#app/handoff/handoff-errors.ts';
import type { ChatwootDesk } from '#app/ports/chatwoot-desk.ts';
import type { ChatwootLink, ChatwootLinks } from '#app/ports/chatwoot-links.ts';
import type { ShownConversation } from '#app/ports/conversation-views.ts';
import type { HandoffLine } from '#app/ports/handoff-line.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { EVERYTHING } from '#core/access/scope.ts';

import { CHATWOOT } from './tell-chatwoot.ts';

/** What came from Chatwoot, read. */
export type ChatwootEvent =
  | {
      readonly kind: 'reply';
      /** Of the message: the same however often Chatwoot tells of it. */
      readonly key: string;
      readonly number: number;
      readonly text: string;
    }
  | { readonly kind: 'resolved'; readonly number: number };

/** WhatsApp's longest text. */
const LONGEST = 4_096;
/** So long a note may take that tells an agent that their words did not leave. */
const NOTE_MS = 10_000;

/**
 * Brings what Chatwoot's agents do: their words to the customer, and the customer back to the bot.
 *
 * Whoever answers first takes the conversation, as `chatwoot`: which of its agents that is, is
 * Chatwoot's own affair.
 */
export class HearChatwoot {
  constructor(
    private readonly door: DeskDoor,
    private readonly links: ChatwootLinks,
    private readonly line: HandoffLine,
    private readonly desk: Pick<ChatwootDesk, 'note'>,
    private readonly conversations: Pick<ReadConversations, 'one'>,
    private readonly incidents: Incidents,
  ) {}

  /** `ignored`: it is about no handoff that is open. @throws StoreUnavailable: Chatwoot may come again */
  async execute(event: ChatwootEvent): Promise<'taken' | 'ignored'> {
    const link = await this.links.byNumber(event.number);
    const open = link === undefined ? undefined : await this.line.open(link.conversationId);
    if (link === undefined || open?.handoff !== link.handoff) {
      if (link !== undefined && event.kind === 'reply') {
        await this.tell(link, 'This was not sent: the customer is with the bot again.');
      }
      return 'ignored';
    }
    if (event.kind === 'reply') return this.reply(link, event);
    if (open.agent !== undefined && open.agent !== CHATWOOT) return 'ignored';
    await this.door.attempt(link.conversationId, { kind: 'returned-to-bot', by: CHATWOOT });
    return 'taken';
  }

  private async reply(
    link: ChatwootLink,
    { key, text }: Extract<ChatwootEvent, { readonly kind: 'reply' }>,
  ): Promise<'taken' | 'ignored'> {
    const { conversationId } = link;
    const shown = await this.conversations.one(conversationId, EVERYTHING);
    const never = whyNever(text, shown);
    if (never !== undefined) {
      await this.tell(link, `This was not sent. ${never}.`);
      return 'ignored';
    }
    // Refused where it is theirs already, or somebody else's: the reply itself is told which.
    await this.door.attempt(conversationId, { kind: 'claimed', agent: CHATWOOT });
    try {
      const event = { kind: 'agent-reply', agent: CHATWOOT, text } as const;
      await this.door.enter(conversationId, event, key);
      return 'taken';
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      await this.tell(link, `This was not sent. ${failure.message}.`);
      return 'ignored';
    }
  }

  private async tell({ number }: ChatwootLink, text: string): Promise<void> {
    try {
      await this.desk.note(number, text, AbortSignal.timeout(NOTE_MS));
    } catch (failure) {
      this.incidents.failed('tell Chatwoot that a reply was not sent', failure);
    }
  }
}

/** What cannot leave whoever wrote it: they read so now, and not that it went. */
function whyNever(text: string, { isWindowOpen }: ShownConversation): string | undefined {
  if (!isWindowOpen) {
    return 'The customer last wrote more than 24 hours ago, and WhatsApp takes no free text until they write again';
  }
  if (text.length <= LONGEST) return undefined;
  return `It is longer than the ${String(LONGEST)} characters that WhatsApp takes: send it in parts`;
}

function isRefusal(failure: unknown): failure is Error {
  const refusals = [NotYours, CustomerOptedOut, CustomerBlocked, AlreadyTaken];
  return refusals.some((refusal) => failure instanceof refusal);
}
