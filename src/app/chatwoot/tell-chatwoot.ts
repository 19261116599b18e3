import type { DescribeHandoff } from '#app/handoff/describe-handoff.ts';
import type { QueuesNow } from '#app/handoff/queues-now.ts';
import {
  type ChatwootCustomer,
  type ChatwootDesk,
  ChatwootFailed,
} from '#app/ports/chatwoot-desk.ts';
import type { ChatwootLink, ChatwootLinks } from '#app/ports/chatwoot-links.ts';
import { NoticeSender } from '#app/ports/notice-sender.ts';
import type { ClaimedNotice } from '#app/ports/webhook-outbox.ts';
import { cardText } from '#core/handoff/card-text.ts';
import type { ToldHandoff } from '#core/handoff/desk-news.ts';
import type { NoticeOutcome } from '#core/webhooks/notice-retry.ts';

import type { CarryFiles } from './carry-files.ts';

/** Who has a conversation that Chatwoot's agents answer. */
export const CHATWOOT = 'chatwoot';

/** What a notice says, as `deskNews` wrote it. */
interface Said {
  readonly customer?: { readonly kind: string; readonly value: string };
  readonly handoff?: ToldHandoff | null;
  readonly message?: {
    readonly from: string;
    readonly text: string;
    readonly media: readonly unknown[];
    readonly agent: string | null;
  };
  readonly note?: { readonly by: string; readonly text: string };
  /** Id of a customer's file that is kept by now, or never will be. */
  readonly file?: string;
  readonly how?: string;
  readonly by?: string;
}

const SENT: NoticeOutcome = { kind: 'sent' };

/**
 * Brings what happens before people to Chatwoot, for queues that bot.yaml gives to it.
 *
 * What Parley writes there is the customer's words and private notes, never an agent's message: so
 * nothing of it can come back as one.
 */
export class TellChatwoot extends NoticeSender {
  constructor(
    private readonly desk: ChatwootDesk,
    private readonly links: ChatwootLinks,
    private readonly queues: QueuesNow,
    private readonly handoffs: Pick<DescribeHandoff, 'execute'>,
    private readonly files: Pick<CarryFiles, 'execute'>,
  ) {
    super();
  }

  override async send(notice: ClaimedNotice, signal: AbortSignal): Promise<NoticeOutcome> {
    try {
      await this.tell(notice, notice.payload, signal);
      return SENT;
    } catch (failure) {
      if (!(failure instanceof ChatwootFailed)) throw failure;
      const { message: reason, isFinal, afterMs } = failure;
      return isFinal ? { kind: 'refused', reason } : { kind: 'failed', reason, afterMs };
    }
  }

  private async tell(notice: ClaimedNotice, said: Said, signal: AbortSignal): Promise<void> {
    const { conversationId, type } = notice;
    if (type === 'conversation.queued') {
      await this.queued(notice, said, signal);
      return;
    }
    const link = await this.links.find(conversationId, said.handoff?.seq);
    if (link === undefined) return;
    if (type === 'conversation.file') {
      if (said.file !== undefined) await this.files.execute(link, said.file, signal);
      return;
    }
    const note = noteOf(notice, said);
    if (type === 'conversation.message' && said.message?.from === 'customer') {
      await this.desk.write(link.number, textOf(said.message), signal);
    } else if (note !== undefined) await this.desk.note(link.number, note, signal);
    if (isEnd(notice) && said.by !== CHATWOOT) await this.desk.resolve(link.number, signal);
  }

  private async queued(
    { conversationId }: ClaimedNotice,
    { handoff, customer }: Said,
    signal: AbortSignal,
  ): Promise<void> {
    if (handoff === undefined || handoff === null || customer === undefined) return;
    const queue = (await this.queues.execute()).get(handoff.queue);
    const link = await this.links.find(conversationId, handoff.seq);
    if (queue?.desk !== 'chatwoot') {
      if (link !== undefined) await this.leave(link, handoff.queue, signal);
      return;
    }
    if (link !== undefined) return;

    const mark = `${conversationId}:${String(handoff.seq)}`;
    const number = await this.desk.open(customerOf(customer), mark, signal);
    const described = await this.handoffs.execute(conversationId);
    const card = described === undefined ? handoff.reason : cardText(described.card);
    if (card !== '') await this.desk.note(number, card, signal);
    // Last: until then an attempt that was broken off begins anew, in the same conversation.
    await this.links.add({ conversationId, handoff: handoff.seq, number });
  }

  /** It was given to a queue whose agents work elsewhere. */
  private async leave({ number }: ChatwootLink, queue: string, signal: AbortSignal): Promise<void> {
    await this.desk.note(number, `Given to the queue "${queue}", which is not Chatwoot's.`, signal);
    // Before it is resolved: that is told back, and would give the customer to the bot.
    await this.links.remove(number);
    await this.desk.resolve(number, signal);
  }
}

function isEnd({ type }: ClaimedNotice): boolean {
  return type === 'conversation.returned' || type === 'conversation.closed';
}

/** What agents at Chatwoot are told of the rest; nothing of what they did themselves. */
function noteOf({ type }: ClaimedNotice, said: Said): string | undefined {
  const { message, note, handoff, by } = said;
  switch (type) {
    case 'conversation.message':
      if (message === undefined || message.agent === CHATWOOT) return undefined;
      return `${message.agent ?? 'Somebody'}, from Parley, to the customer: ${wordsOf(message)}`;
    case 'conversation.note':
      return note === undefined || note.by === CHATWOOT ? undefined : `${note.by}: ${note.text}`;
    case 'conversation.claimed': {
      const agent = handoff?.agent ?? CHATWOOT;
      return agent === CHATWOOT ? undefined : `${agent} has taken this over in Parley.`;
    }
    case 'conversation.returned':
      return by === CHATWOOT ? undefined : 'The bot has the customer again.';
    case 'conversation.closed':
      return by === CHATWOOT ? undefined : 'This was closed in Parley.';
    case 'conversation.queued':
    case 'conversation.offered':
    case 'conversation.file':
      return undefined;
  }
}

/** Files follow on their own, and no address of theirs goes over: it opens the file to anybody. */
function textOf({ text, media }: NonNullable<Said['message']>): string {
  const { length } = media;
  const files = length === 1 ? '(A file follows.)' : `(${String(length)} files follow.)`;
  const parts = length === 0 ? [text] : [text, files];
  return parts.filter((part) => part !== '').join('\n') || '(something without words)';
}

function wordsOf({ text, media }: NonNullable<Said['message']>): string {
  return media.length === 0 ? text : `${text} (with a file)`.trim();
}

function customerOf({ kind, value }: NonNullable<Said['customer']>): ChatwootCustomer {
  const digits = kind === 'phone' ? value.replace(/\D/g, '') : '';
  const phone = digits === '' ? undefined : `+${digits}`;
  return { identifier: `${kind}:${value}`, name: phone ?? value, phone };
}
