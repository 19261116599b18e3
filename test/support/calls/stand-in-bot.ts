import type { SignedBody } from '#app/ports/chat-bot.ts';

import type { SeenRequest, StagedAnswer } from './serve-json.ts';

/** What both sides sign by. */
export const BOT_SECRET = `whsec_${Buffer.from('a secret of both sides').toString('base64')}`;

/** A Rasa that answers what it hears, with two buttons and a picture. */
export function asRasa({ path, body }: SeenRequest): StagedAnswer {
  if (path !== '/webhooks/rest/webhook') return { status: 404 };
  const { sender, message } = JSON.parse(body) as {
    readonly sender: string;
    readonly message: string;
  };
  return {
    json: [
      { recipient_id: sender, text: `You said: ${message}` },
      {
        recipient_id: sender,
        buttons: [
          { title: 'Yes', payload: '/affirm' },
          { title: 'No', payload: '/deny' },
        ],
      },
      { recipient_id: sender, image: 'https://shop.test/a.png' },
    ],
  };
}

/** What proves who sent a request. */
export function signedIn({ headers, body }: SeenRequest): SignedBody {
  const header = (name: string): string => String(headers[name] ?? '');
  return {
    ...{ id: header('webhook-id'), timestamp: header('webhook-timestamp') },
    ...{ signature: header('webhook-signature'), body },
  };
}

/** A bot of our own contract. */
export function asContract({ body }: SeenRequest): StagedAnswer {
  const { text } = JSON.parse(body) as { readonly text: string };
  return {
    json: { answer: { text: `You said: ${text}`, buttons: ['Yes'], fields: { order: 'A1' } } },
  };
}
