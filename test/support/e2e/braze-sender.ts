import { randomUUID } from 'node:crypto';

import { SECRET } from './parley-process.ts';

/** A message as Braze's webhook campaign sends it, and what became of it. */
export interface SentMessage {
  readonly customer: string;
  readonly text: string;
  readonly dispatchId: string;
}

export interface Answered {
  readonly status: 'accepted' | 'duplicate' | 'quarantined';
  readonly conversation_id: string;
  readonly seq: number;
}

export function message(customer: string, text: string): SentMessage {
  return { customer, text, dispatchId: randomUUID() };
}

const FIRST_RETRY_MS = 100;
/** Hundreds of customers knocking ten times a second keep a service from starting on two cores. */
const SLOWEST_RETRY_MS = 500;
const GIVE_UP_MS = 150_000;

/**
 * Sends a message as Braze does: again, unchanged, after a 5xx or a broken connection.
 *
 * @param url of a Parley, asked for each attempt
 * @throws for an answer after which Braze would drop the message
 */
export async function sendAsBraze(url: () => string, sent: SentMessage): Promise<Answered> {
  const untilMs = performance.now() + GIVE_UP_MS;
  for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(retryMs * 2, SLOWEST_RETRY_MS)) {
    const response = await attempt(url(), sent);
    if (response?.status === 202) return (await response.json()) as Answered;
    if (response !== undefined && response.status < 500) {
      throw new Error(`Braze would drop it: ${String(response.status)}`);
    }
    if (performance.now() > untilMs) throw new Error('Nobody takes the message');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

async function attempt(url: string, sent: SentMessage): Promise<Response | undefined> {
  const body = {
    v: 1,
    dispatch_id: sent.dispatchId,
    user_id: sent.customer,
    message: sent.text,
  };
  try {
    const response = await fetch(`${url}/webhooks/braze/whatsapp`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // An answer that breaks off half-way is none.
    const text = await response.text();
    return new Response(text, { status: response.status });
  } catch {
    return undefined;
  }
}

/** Each customer's messages one after another, the customers side by side. */
export async function sendAll(
  url: () => string,
  conversations: readonly (readonly SentMessage[])[],
): Promise<readonly (readonly Answered[])[]> {
  return Promise.all(
    conversations.map(async (messages) => {
      const answers: Answered[] = [];
      for (const one of messages) answers.push(await sendAsBraze(url, one));
      return answers;
    }),
  );
}
