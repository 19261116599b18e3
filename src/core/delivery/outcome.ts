import { type BrazeFault, readBody } from './braze-body.ts';
import type { Answered, WireAnswer } from './wire-answer.ts';

/** What a call means for everything that was in it. */
export type Outcome =
  | Accepted
  /** This content will never be taken; `whole` where no single recipient can be at fault. */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly whole: boolean;
      readonly faults: readonly BrazeFault[];
    }
  /** A setting is wrong (key, address, permission): nothing was sent, nothing will be until it is mended. */
  | { readonly kind: 'halted'; readonly reason: string }
  /** Too many calls; `resumeInMs` where Braze said until when. */
  | { readonly kind: 'throttled'; readonly reason: string; readonly resumeInMs: number | undefined }
  /** Certainly not sent, and worth another try. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** Sent or not: nobody can know. */
  | { readonly kind: 'ambiguous'; readonly reason: string };

interface Accepted {
  readonly kind: 'accepted';
  readonly dispatchId: string | undefined;
  /** What Braze did not take of it, by place in the call where it says so. */
  readonly faults: readonly BrazeFault[];
}

/** Statuses that a person mends: a key, a permission, an address, the content type. */
const SETTINGS = new Set([301, 302, 307, 308, 401, 403, 404, 405, 407, 415]);

/** Refusals that are about the campaign or Canvas: taking recipients apart would find nobody at fault. */
const ABOUT_THE_CAMPAIGN =
  /invalid (?:campaign|canvas)|message variant|message type|no message to send/i;

/**
 * The one table from what the wire told to what it means.
 *
 * A 5xx counts as not sent only with Braze's own fatal body, of which it says that nothing
 * was: without it, a gateway in between may have answered for a call that went through.
 *
 * @see https://www.braze.com/docs/api/errors/
 */
export function outcomeOf(answer: WireAnswer): Outcome {
  if (answer.kind === 'unreached') return { kind: 'not-sent', reason: answer.reason };
  if (answer.kind === 'cut') return { kind: 'ambiguous', reason: answer.reason };

  const { status } = answer;
  if (status >= 200 && status < 300) return outcomeOf2xx(answer);

  const reason = reasonOf(answer);
  if (status === 429) return { kind: 'throttled', reason, resumeInMs: answer.resumeInMs };
  if (SETTINGS.has(status)) return { kind: 'halted', reason };
  if (status === 408 || status === 503) return { kind: 'not-sent', reason };
  if (status >= 400 && status < 500) return refusal(answer, reason);

  const { message, faults, saysErrors } = readBody(answer.body);
  const isFatalBody = status === 500 && message !== undefined && (saysErrors || faults.length > 0);
  return { kind: isFatalBody ? 'not-sent' : 'ambiguous', reason };
}

/** 202 `queued` is Braze in maintenance; a `notice` is a campaign or Canvas that takes calls and sends nothing. */
function outcomeOf2xx(answer: Answered): Outcome {
  const { isObject, message, notice, dispatchId, faults } = readBody(answer.body);
  if (notice !== undefined) return { kind: 'refused', reason: notice, whole: true, faults: [] };

  const isAccepted = answer.status === 202 || (isObject && isSuccess(message));
  if (!isAccepted) {
    return { kind: 'ambiguous', reason: `${String(answer.status)} with an unreadable body` };
  }
  return { kind: 'accepted', dispatchId, faults };
}

function isSuccess(message: string | undefined): boolean {
  return message === undefined || message === 'success' || message === 'queued';
}

function refusal(answer: Answered, reason: string): Outcome {
  const { message = '', faults } = readBody(answer.body);
  const whole = answer.status !== 413 && ABOUT_THE_CAMPAIGN.test(message);
  return { kind: 'refused', reason, whole, faults };
}

function reasonOf({ status, body }: Answered): string {
  const { message } = readBody(body);
  return message === undefined ? `HTTP ${String(status)}` : `HTTP ${String(status)}: ${message}`;
}
