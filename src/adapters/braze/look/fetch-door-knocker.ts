import { DoorKnocker } from '#app/ports/door-knocker.ts';
import type { Knock } from '#core/doctor/judge-webhook-address.ts';

import { fetchFailure } from './fetch-failure.ts';

const TIMEOUT_MS = 10_000;
/** The door's answers are some dozen bytes. */
const MAX_BODY_BYTES = 4_096;

/** Knocks by HTTP: a GET, which the door refuses, saying whether it knows the secret. */
export class FetchDoorKnocker extends DoorKnocker {
  override async knock(address: string, secret: string): Promise<Knock> {
    try {
      const response = await fetch(address, {
        headers: { authorization: `Bearer ${secret}` },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return knockOf(response, await startOf(response));
    } catch (failure) {
      return { kind: 'nobody', reason: fetchFailure(failure) };
    }
  }
}

function knockOf({ status, headers }: Response, body: string): Knock {
  const isParley = status === 405 && body.includes('"webhook.post-only"');
  if (!isParley) return { kind: 'something-else', status };
  return { kind: headers.get('x-parley-secret') === 'known' ? 'opens' : 'stays-shut' };
}

async function startOf({ body }: Response): Promise<string> {
  let text = '';
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('latin1');
    if (text.length > MAX_BODY_BYTES) break;
  }
  return text;
}
