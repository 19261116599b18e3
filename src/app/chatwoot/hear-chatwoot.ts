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
import type { HandoffLine } from '#app/ports/handoff-line.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { EVERYTHING } from '#core/access/scope.ts';
import type { Attachment } from '#core/media/attachment.ts';

import type { BringAttachments } from './bring-attachments.ts';
import { CHATWOOT } from './tell-chatwoot.ts';

/** What came from Chatwoot, read. */
export type ChatwootEvent =
  | {
      readonly kind: 'reply';
      /** Of the message: the same however often Chatwoot tells of it. */
      readonly key: string;
      readonly number: number;
      /** May be blank where there are files. */
      readonly text: string;
      /** By their addresses in Chatwoot, each with a key of its own. */
      readonly files: readonly { readonly url: string; readonly key: string }[];
    }
  | { readonly kind: 'resolved'; readonly number: number };

/** WhatsApp's longest text. */
const LONGEST = 4_096;
const TOO_LONG = `It is longer than the ${String(LONGEST)} characters that WhatsApp takes: send it in parts`;
const WINDOW_IS_OVER =
  'The customer last wrote more than 24 hours ago, and WhatsApp takes no free text until they write again';
type Reply = Extract<ChatwootEvent, { readonly kind: 'reply' }>;

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
    private readonly attachments: Pick<BringAttachments, 'execute'>,
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

  private async reply(link: ChatwootLink, reply: Reply): Promise<'taken' | 'ignored'> {
    const { conversationId } = link;
    const { isWindowOpen } = await this.conversations.one(conversationId, EVERYTHING);
    if (!isWindowOpen) return this.refuse(link, WINDOW_IS_OVER);
    if (reply.text.length > LONGEST) return this.refuse(link, TOO_LONG);

    // Refused where it is theirs already, or somebody else's: the reply itself is told which.
    await this.door.attempt(conversationId, { kind: 'claimed', agent: CHATWOOT });
    const urls = reply.files.map(({ url }) => url);
    const brought = await this.attachments.execute(conversationId, urls);
    const links = brought.flatMap((each) => (each.kind === 'link' ? [each] : []));
    const said = [reply.text, ...links.map(({ url }) => url)];
    const text = said.filter((part) => part !== '').join('\n');
    if (text.length > LONGEST) return this.refuse(link, TOO_LONG);
    const files = brought.flatMap((each, index) =>
      each.kind === 'file' ? [{ attachment: each.attachment, key: reply.files[index]?.key }] : [],
    );
    try {
      const isNew = await this.say(link, reply, text, files);
      if (isNew) {
        for (const { why } of links) await this.tell(link, `A file went as a link: ${why}.`);
      }
      return 'taken';
    } catch (failure) {
      if (!isRefusal(failure)) throw failure;
      return this.refuse(link, failure.message);
    }
  }

  /** The words go with the first file; answers whether anything of it was not said before. */
  private async say(
    { conversationId }: ChatwootLink,
    { key }: Reply,
    text: string,
    [first, ...more]: readonly {
      readonly attachment: Attachment;
      readonly key?: string | undefined;
    }[],
  ): Promise<boolean> {
    const own = { kind: 'agent-reply', agent: CHATWOOT } as const;
    const event = { ...own, text, ...(first !== undefined && { attachment: first.attachment }) };
    const { status } = await this.door.enter(conversationId, event, key);
    for (const { attachment, key: next } of more) {
      await this.door.enter(conversationId, { ...own, text: '', attachment }, next);
    }
    return status !== 'duplicate';
  }

  private async refuse(link: ChatwootLink, why: string): Promise<'ignored'> {
    await this.tell(link, `This was not sent. ${why}.`);
    return 'ignored';
  }

  private async tell({ number }: ChatwootLink, text: string): Promise<void> {
    try {
      await this.desk.note(number, text, AbortSignal.timeout(NOTE_MS));
    } catch (failure) {
      this.incidents.failed('tell Chatwoot that a reply was not sent', failure);
    }
  }
}

function isRefusal(failure: unknown): failure is Error {
  const refusals = [NotYours, CustomerOptedOut, CustomerBlocked, AlreadyTaken];
  return refusals.some((refusal) => failure instanceof refusal);
}
