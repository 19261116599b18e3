import type { IncomingMessage, ServerResponse } from 'node:http';

import type { AcceptWebhook } from '#app/accept-webhook/accept-webhook.ts';
import type { WebhookReceipt } from '#app/accept-webhook/received-webhook.ts';
import type { DoorOutcome, DoorTally } from '#app/ports/door-tally.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { KeepInQuarantine } from '#app/quarantine/keep-in-quarantine.ts';
import { AppError } from '#core/app-error.ts';

import { inflateBody } from '../door/inflate-body.ts';
import { discardRest, readRequestBody } from '../door/read-request-body.ts';
import type { RequestHandler } from '../door/request-handler.ts';
import { type SenderOptions, Senders } from '../door/senders.ts';
import {
  answerReceipt,
  answerTooLarge,
  answerUnavailable,
  answerUnknownSender,
  answerWrongMethod,
  answerWrongSecret,
} from './door-answers.ts';
import { keptHeaders } from './kept-headers.ts';

export interface WhatsappDoorOptions extends SenderOptions {
  readonly acceptWebhook: Pick<AcceptWebhook, 'execute'>;
  readonly quarantine: Pick<KeepInQuarantine, 'execute'>;
  readonly tally: DoorTally;
  readonly incidents: Incidents;
  readonly now?: () => Date;
}

/**
 * The webhook's own handler, which stands before the framework on the same server.
 *
 * It authenticates, reads and answers; what a request means is decided behind it. Braze drops a
 * message for any 4xx, so a sender who is known gets none but 413.
 */
export function createWhatsappDoor(options: WhatsappDoorOptions): RequestHandler {
  const door = new WhatsappDoor(options);
  return (request, response) => {
    void door.handle(request, response);
  };
}

class WhatsappDoor {
  private readonly senders: Senders;

  constructor(private readonly options: WhatsappDoorOptions) {
    this.senders = new Senders(options);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      this.answerOther(request, response);
      return;
    }
    const admitted = this.senders.admit(request);
    if (admitted === undefined) {
      this.refuseSender(request, response);
      return;
    }
    const secret = admitted === 'open' ? undefined : admitted;

    try {
      this.options.tally.count(await this.take(request, response), secret);
    } catch (failure) {
      // What has a name is counted below and told by whoever named it, not once a request.
      if (!(failure instanceof AppError)) {
        this.options.incidents.failed('the webhook door', failure);
      }
      answerUnavailable(response, failure);
      this.options.tally.count('unavailable', secret);
    }
  }

  /** Nothing is taken, so that `parley doctor` may ask here whether a secret would open. */
  private answerOther(request: IncomingMessage, response: ServerResponse): void {
    discardRest(request);
    answerWrongMethod(response, this.senders.admit(request) !== undefined);
    this.options.tally.count('wrong-method');
  }

  private refuseSender(request: IncomingMessage, response: ServerResponse): void {
    const isBraze = this.senders.isBraze(request);
    discardRest(request);
    if (isBraze) answerWrongSecret(response);
    else answerUnknownSender(response);
    this.options.tally.count(isBraze ? 'wrong-secret' : 'unauthorized');
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<DoorOutcome> {
    const body = await readRequestBody(request);
    if (body === undefined) return 'broken-off';
    if (body.isTooLarge) return this.refuseLarge(request, response, body.bytes);

    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding === 'identity') return this.accept(request, response, body.bytes);

    const inflated = await inflateBody(body.bytes, encoding);
    if ('bytes' in inflated) return this.accept(request, response, inflated.bytes);
    if (inflated.fault === 'too-large') return this.refuseLarge(request, response, body.bytes);
    return this.keepUndecodable(request, response, body.bytes);
  }

  private async accept(
    request: IncomingMessage,
    response: ServerResponse,
    raw: Buffer,
  ): Promise<DoorOutcome> {
    const { acceptWebhook, now = () => new Date() } = this.options;
    const received = { raw, body: raw.toString('utf8'), headers: keptHeaders(request.headers) };
    return answered(response, await acceptWebhook.execute(received, now()));
  }

  private async refuseLarge(
    request: IncomingMessage,
    response: ServerResponse,
    raw: Buffer,
  ): Promise<DoorOutcome> {
    await this.options.quarantine.execute({
      reason: 'too-large',
      detail: 'More than 64 KiB, or 256 KiB inflated; kept is what had come: no text is that long',
      headers: keptHeaders(request.headers),
      raw,
    });
    discardRest(request);
    answerTooLarge(response);
    return 'too-large';
  }

  private async keepUndecodable(
    request: IncomingMessage,
    response: ServerResponse,
    raw: Buffer,
  ): Promise<DoorOutcome> {
    await this.options.quarantine.execute({
      reason: 'undecodable',
      detail: 'The body is not what Content-Encoding says: gzip, deflate or br can be read',
      headers: keptHeaders(request.headers),
      raw,
    });
    return answered(response, { status: 'quarantined' });
  }
}

function answered(response: ServerResponse, receipt: WebhookReceipt): DoorOutcome {
  answerReceipt(response, receipt);
  return receipt.status;
}
