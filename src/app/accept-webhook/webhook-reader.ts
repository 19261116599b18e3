import type { Arrival } from '#app/accept-events/arrival.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { WebhookSeals } from '#app/ports/webhook-seals.ts';
import { readWebhook } from '#core/ingress/read-webhook.ts';
import type { Refusal } from '#core/ingress/webhook-reading.ts';

import { arrivalOf } from './arrival-of.ts';
import { identityHeadersOf } from './identity-headers-of.ts';
import type { ReceivedWebhook } from './received-webhook.ts';

/** Makes an arrival of a request, or says why it cannot. */
export class WebhookReader {
  constructor(
    private readonly seals: WebhookSeals,
    private readonly ids: Ids,
  ) {}

  read(
    { body, headers, raw }: ReceivedWebhook,
    now: Date,
  ): { readonly arrival: Arrival } | Refusal {
    const reading = readWebhook({ body, headers: identityHeadersOf(headers, this.seals), now });
    if ('reason' in reading) return reading;
    return { arrival: arrivalOf(reading, this.ids.next(), raw, this.seals) };
  }
}
