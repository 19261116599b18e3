import { deliveryStatusOf } from './delivery-status.ts';
import type { ReplyFeedback } from './gather-news.ts';

/** What a reply whose outcome nobody knew becomes. */
export interface DoubtSettled {
  readonly state: 'sent' | 'failed';
  /** For people. */
  readonly why: string;
}

/**
 * What feedback says of a reply whose call to Braze went unanswered; `undefined`: nothing.
 *
 * Whatever was heard of it, Braze took it. Where Braze or WhatsApp gave it up, the customer has not
 * read it, and will not.
 */
export function doubtSettledBy(feedback: ReplyFeedback): DoubtSettled | undefined {
  const status = deliveryStatusOf(feedback);
  if (status === undefined) return undefined;
  if (status !== 'failed') return { state: 'sent', why: 'Braze told later that it sent it' };

  const { code = 'no code', reason = 'no reason given', failure } = feedback;
  const by = failure === 'aborted' ? 'Braze gave it up' : 'WhatsApp refused it';
  return { state: 'failed', why: `${by}: ${reason} (${code})` };
}
