import type { Receipt } from '#app/accept-events/arrival.ts';
import { arrivalOf } from '#app/accept-webhook/arrival-of.ts';
import { identityHeadersOf } from '#app/accept-webhook/identity-headers-of.ts';
import type { Accepting } from '#app/accept-webhook/patient-door.ts';
import type { Quarantined, QuarantineStore } from '#app/ports/quarantine-store.ts';
import type { WebhookSeals } from '#app/ports/webhook-seals.ts';
import type { Identity } from '#core/conversation/identity.ts';
import { readWebhook } from '#core/ingress/read-webhook.ts';
import { storableText } from '#core/ingress/storable-text.ts';
import type { ReadMessage } from '#core/ingress/webhook-reading.ts';

import { AlreadyDecided, NotInQuarantine, StillUnreadable } from './quarantine-errors.ts';

/** What an operator knows better than the request says. */
export interface Correction {
  /** Whose message it is. */
  readonly identity?: Identity;
  /** What was written, where no reader can tell. */
  readonly text?: string;
}

/**
 * Gives a request from quarantine to its conversation, read anew: by a better reader, with
 * another secret in force, or with what an operator decided.
 *
 * It enters as a new event with the flag `redriven`, which leaves the 24-hour window alone. The
 * entry's id is the arrival's, so that a redrive which broke off before its end applies once.
 */
export class RedriveQuarantined {
  constructor(
    private readonly store: QuarantineStore,
    private readonly acceptEvents: Accepting,
    private readonly seals: WebhookSeals,
  ) {}

  /** @throws NotInQuarantine, AlreadyDecided, StillUnreadable, and what AcceptEvents throws */
  async execute(id: string, correction: Correction, now: Date): Promise<Receipt> {
    const entry = await this.store.get(id);
    if (entry === undefined) throw new NotInQuarantine(id);
    if (entry.state !== 'open') throw new AlreadyDecided(id, entry.state);

    const message = this.read(entry, correction, now);
    const arrival = arrivalOf(message, entry.id, entry.raw, this.seals);
    const redriven = { ...arrival, flags: [...arrival.flags, 'redriven'], raw: entry.raw };
    const receipt = await this.acceptEvents.accept(redriven);

    await this.store.close(id, 'redriven');
    return receipt;
  }

  private read(entry: Quarantined, { identity, text }: Correction, now: Date): ReadMessage {
    const body = new TextDecoder().decode(entry.raw);
    const headers = identityHeadersOf(entry.headers, this.seals);
    const reading = readWebhook({ body, headers, now, ...(identity && { identity }) });
    const message = 'reason' in reading ? (spoken(identity, text) ?? reading) : reading;
    if ('reason' in message) throw new StillUnreadable(entry.id, message);

    const { event } = message;
    return {
      ...message,
      event: {
        ...event,
        text: text === undefined ? event.text : storableText(text),
        renderedAt: event.renderedAt ?? entry.receivedAt.toISOString(),
      },
    };
  }
}

/** A message of which the operator has said everything. */
function spoken(identity: Identity | undefined, text: string | undefined): ReadMessage | undefined {
  if (identity === undefined || text === undefined) return undefined;
  return { identities: [identity], event: { kind: 'message', text, media: [] }, flags: [] };
}
