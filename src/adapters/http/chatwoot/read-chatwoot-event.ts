import { createHash } from 'node:crypto';

import type { ChatwootEvent } from '#app/chatwoot/hear-chatwoot.ts';

interface Sent {
  readonly event?: unknown;
  readonly id?: unknown;
  readonly content?: unknown;
  readonly content_attributes?: { readonly deleted?: unknown } | null;
  readonly message_type?: unknown;
  readonly private?: unknown;
  readonly status?: unknown;
  readonly account?: { readonly id?: unknown } | null;
  readonly inbox_id?: unknown;
  readonly inbox?: { readonly id?: unknown } | null;
  readonly sender?: { readonly type?: unknown } | null;
  readonly conversation?: { readonly id?: unknown } | null;
  readonly attachments?: unknown;
}

/**
 * What a webhook of Chatwoot's says that Parley is to do; `undefined` for all else.
 *
 * Only what a person wrote to the customer leaves: customers' own words come back as `incoming`,
 * notes as `private`, greetings and surveys without a `user`; and what was deleted before it was
 * told of has words of Chatwoot's own.
 *
 * @see https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks
 */
export function readChatwootEvent(
  body: string,
  { account, inbox }: { readonly account: number; readonly inbox: number },
): ChatwootEvent | undefined {
  const sent = objectIn(body);
  if (sent === undefined) return undefined;
  const isOther = (id: unknown, own: number): boolean => id !== undefined && numberIn(id) !== own;
  if (isOther(sent.account?.id, account)) return undefined;
  if (isOther(sent.inbox?.id ?? sent.inbox_id, inbox)) return undefined;

  if (sent.event === 'conversation_status_changed' || sent.event === 'conversation_resolved') {
    const number = numberIn(sent.id);
    return sent.status === 'resolved' && number !== undefined
      ? { kind: 'resolved', number }
      : undefined;
  }
  return sent.event === 'message_created' ? replyIn(sent) : undefined;
}

function replyIn(sent: Sent): ChatwootEvent | undefined {
  const { message_type: type, sender, conversation, content, content_attributes: more } = sent;
  const isOutgoing = type === 'outgoing' || type === 1;
  const isPrivate = sent.private === true || sent.private === 'true';
  if (!isOutgoing || isPrivate || sender?.type !== 'user' || more?.deleted === true) {
    return undefined;
  }
  const [number, id] = [numberIn(conversation?.id), numberIn(sent.id)];
  if (number === undefined || id === undefined) return undefined;
  const text = typeof content === 'string' ? content.trim() : '';
  const files = linksIn(sent.attachments).map((url, index) => ({ url, key: keyOf(id, index) }));
  if (text === '' && files.length === 0) return undefined;
  return { kind: 'reply', key: keyOf(id), number, text, files };
}

function linksIn(attachments: unknown): readonly string[] {
  if (!Array.isArray(attachments)) return [];
  return (attachments as readonly ({ readonly data_url?: unknown } | null)[]).flatMap((each) =>
    typeof each?.data_url === 'string' ? [each.data_url] : [],
  );
}

/** A UUID that is the same for the same message, and for each of its files. */
function keyOf(message: number, file?: number): string {
  const of = file === undefined ? '' : ` file ${String(file)}`;
  const hex = createHash('sha256')
    .update(`chatwoot message ${String(message)}${of}`)
    .digest('hex');
  const part = (from: number, to: number): string => hex.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-8${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`;
}

/** Its documentation has ids as numbers and, in an example, as text. */
function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
    ? number
    : undefined;
}

function objectIn(body: string): Sent | undefined {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}
