import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { TakeFeedback } from '#app/feedback/take-feedback.ts';
import type { CurrentsOutcome, CurrentsTally } from '#app/ports/currents-tally.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { AppError } from '#core/app-error.ts';

import { inflateBody } from '../door/inflate-body.ts';
import { discardRest, readRequestBody } from '../door/read-request-body.ts';
import type { RequestHandler } from '../door/request-handler.ts';
import { type SenderOptions, Senders } from '../door/senders.ts';
import {
  answerOtherwise,
  answerTaken,
  TOO_LARGE,
  UNAVAILABLE,
  UNKNOWN_SENDER,
  WRONG_METHOD,
} from './currents-answers.ts';
import { Turnstile } from './turnstile.ts';

export const CURRENTS_PATH = '/webhooks/braze/currents';

/** Currents drops events of more than 900 KB; a batch that is larger it splits after a 413. */
const MAX_BODY_BYTES = 1024 * 1024;
const MAX_INFLATED_BYTES = 4 * 1024 * 1024;
/** Batches applied at once and those that wait: feedback is never in the way of customers. */
const AT_ONCE = 2;
const WAITING = 20;

export interface CurrentsDoorOptions extends SenderOptions {
  readonly takeFeedback: Pick<TakeFeedback, 'execute'>;
  readonly tally: CurrentsTally;
  readonly incidents: Incidents;
}

/**
 * The door for Currents' custom HTTP connector, which stands before the framework.
 *
 * Who is known gets no 4xx but 413: the connector drops events after a second 400, and stops after
 * a 401, 403 or 404.
 *
 * @see https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector/
 */
export function createCurrentsDoor(options: CurrentsDoorOptions): RequestHandler {
  const door = new CurrentsDoor(options);
  return (request, response) => {
    void door.handle(request, response);
  };
}

class CurrentsDoor {
  private readonly senders: Senders;
  private readonly turnstile = new Turnstile(AT_ONCE, WAITING);

  constructor(private readonly options: CurrentsDoorOptions) {
    this.senders = new Senders(options);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.options.tally.countCurrents(await this.outcomeOf(request, response));
  }

  private async outcomeOf(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<CurrentsOutcome> {
    if (request.method !== 'POST') {
      discardRest(request);
      answerOtherwise(response, WRONG_METHOD);
      return 'wrong-method';
    }
    if (this.senders.admit(request) === undefined) return this.refuseSender(request, response);

    try {
      return await this.take(request, response);
    } catch (failure) {
      // What has a name is told by whoever named it, not once a request.
      if (!(failure instanceof AppError)) {
        this.options.incidents.failed('take feedback at the door', failure);
      }
      discardRest(request);
      answerOtherwise(response, UNAVAILABLE);
      return 'unavailable';
    }
  }

  private refuseSender(request: IncomingMessage, response: ServerResponse): CurrentsOutcome {
    const isBraze = this.senders.isBraze(request);
    discardRest(request);
    answerOtherwise(response, isBraze ? UNAVAILABLE : UNKNOWN_SENDER);
    return isBraze ? 'wrong-secret' : 'unauthorized';
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<CurrentsOutcome> {
    const body = await readRequestBody(request, MAX_BODY_BYTES);
    if (body === undefined) return 'broken-off';

    const encoding = request.headers['content-encoding'] ?? 'identity';
    const text = body.isTooLarge ? undefined : await textOf(body.bytes, encoding);
    if (text === undefined) {
      discardRest(request);
      answerOtherwise(response, TOO_LARGE);
      return 'too-large';
    }
    const batchId = hash('sha256', body.bytes).slice(0, 32);
    const count = await this.turnstile.pass(() => this.options.takeFeedback.execute(text, batchId));
    answerTaken(response, count);
    return count === 0 ? 'probe' : 'accepted';
  }
}

/**
 * The body's text; `undefined` where it unpacks to more than is taken. What is not of its encoding
 * is kept as it is: it will be unreadable, and that is told.
 */
async function textOf(bytes: Buffer, encoding: string): Promise<string | undefined> {
  if (encoding === 'identity') return bytes.toString('utf8');

  const inflated = await inflateBody(bytes, encoding, MAX_INFLATED_BYTES);
  if ('bytes' in inflated) return inflated.bytes.toString('utf8');
  return inflated.fault === 'too-large' ? undefined : bytes.toString('latin1');
}
