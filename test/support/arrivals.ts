import { randomUUID } from 'node:crypto';

import type { Arrival } from '#app/accept-events/arrival.ts';
import type { MessageReceived } from '#core/conversation/conversation-event.ts';

export function aMessage(text: string, more: Partial<MessageReceived> = {}): MessageReceived {
  return { kind: 'message', text, media: [], ...more };
}

/** A message of a new customer, but for what a test names. */
export function anArrival(arrival: Partial<Arrival> = {}): Arrival {
  return {
    arrivalId: randomUUID(),
    to: { identities: [{ kind: 'external_id', value: randomUUID() }] },
    event: aMessage('hello'),
    flags: [],
    ...arrival,
  };
}
