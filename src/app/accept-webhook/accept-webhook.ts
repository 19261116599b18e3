import type { Incidents } from '#app/ports/incidents.ts';
import type { KeepInQuarantine } from '#app/quarantine/keep-in-quarantine.ts';
import { AppError } from '#core/app-error.ts';
import type { Refusal } from '#core/ingress/webhook-reading.ts';

import type { PatientDoor } from './patient-door.ts';
import type { ReceivedWebhook, WebhookReceipt } from './received-webhook.ts';
import type { WebhookReader } from './webhook-reader.ts';

/**
 * Takes one request of the webhook campaign: gives it to its conversation, or keeps it in
 * quarantine with its bytes. Answers once either is committed (I1).
 */
export class AcceptWebhook {
  constructor(
    private readonly reader: WebhookReader,
    private readonly door: PatientDoor,
    private readonly quarantine: KeepInQuarantine,
    private readonly incidents: Incidents,
  ) {}

  /** @throws AppError of the kind `unavailable`: nothing was taken, let it come again */
  async execute(request: ReceivedWebhook, now: Date): Promise<WebhookReceipt> {
    const read = this.reader.read(request, now);
    if ('reason' in read) return this.setAside(request, read);

    try {
      const { status, conversationId, seq } = await this.door.accept(read.arrival);
      return { status: status === 'duplicate' ? status : 'accepted', conversationId, seq };
    } catch (failure) {
      if (isWorthRepeating(failure)) throw failure;
      // It would fail each time that Braze repeats it, and after the last time be gone.
      this.incidents.failed('a webhook that could be read was not applied', failure);
      return this.setAside(request, refusalFor(failure));
    }
  }

  private async setAside(
    { headers, raw }: ReceivedWebhook,
    refusal: Refusal,
  ): Promise<WebhookReceipt> {
    await this.quarantine.execute({ ...refusal, headers, raw });
    return { status: 'quarantined' };
  }
}

function isWorthRepeating(failure: unknown): boolean {
  return failure instanceof AppError && failure.kind === 'unavailable';
}

function refusalFor(failure: unknown): Refusal {
  const what = failure instanceof AppError ? failure.code : 'an unforeseen failure';
  return {
    reason: 'not-applied',
    detail: `It was read and could not be applied (${what}): redrive it once that is mended`,
  };
}
