import { createHash } from 'node:crypto';

import type { ChatwootEvent } from '#app/chatwoot/hear-chatwoot.ts';

/** WhatsApp's longest text. */
const LONGEST = 4_096;

interface Sent {
  readonly event?: unknown;
  readonly id?: unknown;
  readonly content?: unknown;
  readonly message_type?: unknown;
  readonly private?: unknown;
  readonly status?: unknown;
  readonly account?: { readonly id?: unknown };
  readonly inbox_id?: unknown;
  readonly inbox?: { readonly id?: unknown };
  readonly sender?: { readonly type?: unknown };
  readonly conversation?: { readonly id?: unknown };
  readonly attachments?: readonly { readonly data_url?: unknown }[];
}

/**
 * What a webhook of Chatwoot's says that Parley is to do; `undefined` for all else.
 *
 * Only what a person wrote to the customer leaves: customers' own words come back as `incoming`,
 * notes as `private`, greetings and surveys without a `user`.
 *
 * @see https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks
 */
export function readChatwootEvent(
  body: string,
  { account, inbox }: { readonly account: number; readonly inbox: number },
): ChatwootEvent | undefined {
  const sent = objectIn(body);
  if (sent === undefined) return undefined;
  const isOther = (id: unknown, own: number): boolean => id !== undefined && id !== own;
  if (isOther(sent.account?.id, account)) return undefined;
  if (isOther(sent.inbox?.id ?? sent.inbox_id, inbox)) return undefined;

  if (sent.event === 'conversation_status_changed' || sent.event === 'conversation_resolved') {
    const { id, status } = sent;
    return status === 'resolved' && isNumber(id) ? { kind: 'resolved', number: id } : undefined;
  }
  return sent.event === 'message_created' ? replyIn(sent) : undefined;
}

function replyIn(sent: Sent): ChatwootEvent | undefined {
  const { id, message_type: type, sender, conversation, content, attachments = [] } = sent;
  const isOutgoing = type === 'outgoing' || type === 1;
  if (!isOutgoing || sent.private === true || sender?.type !== 'user') return undefined;
  const number = conversation?.id;
  if (!isNumber(number) || !isNumber(id)) return undefined;
  const links = attachments.flatMap(({ data_url: url }) => (typeof url === 'string' ? [url] : []));
  const words = typeof content === 'string' ? content.trim() : '';
  const text = [words, ...links]
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, LONGEST);
  return text === '' ? undefined : { kind: 'reply', key: keyOf(id), number, text };
}

/** A UUID that is the same for the same message. */
function keyOf(message: number): string {
  const hex = createHash('sha256')
    .update(`chatwoot message ${String(message)}`)
    .digest('hex');
  const part = (from: number, to: number): string => hex.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-8${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function objectIn(body: string): Sent | undefined {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}
