import { accusedOf } from '#core/delivery/accused.ts';
import { type Outcome, outcomeOf } from '#core/delivery/outcome.ts';
import { type Settlement, settlementOf } from '#core/delivery/settlement.ts';

import type { BrazeMessages } from '../ports/braze-messages.ts';
import type { LeasedReply } from '../ports/leased-reply.ts';
import type { Endpoint } from './endpoint.ts';

/** A reply and what became of its attempt. */
export interface Fate {
  readonly reply: LeasedReply;
  readonly settlement: Settlement;
}

/** Sends replies of one campaign or Canvas and says of each what became of it. */
export class SendCampaign {
  constructor(
    private readonly braze: BrazeMessages,
    private readonly endpoint: Endpoint,
  ) {}

  /**
   * One call where all goes well. A call refused because of somebody in it is taken apart, so
   * that one bad recipient costs nobody else the message.
   *
   * @param replies marked as on the wire, 1 to 50, nobody twice
   */
  async execute(replies: readonly LeasedReply[]): Promise<readonly Fate[]> {
    const outcome = await this.call(replies);
    if (outcome.kind === 'refused' && !outcome.whole && replies.length > 1) {
      return this.apart(replies, outcome);
    }
    if (outcome.kind !== 'accepted') return replies.map((reply) => fateOf(reply, outcome));

    const accused = accusedOf(outcome.faults, 'recipients', replies.length);
    return replies.map((reply, place) =>
      fateOf(reply, accused.get(place) ?? withoutAccused(outcome, accused.size)),
    );
  }

  private async call(replies: readonly LeasedReply[]): Promise<Outcome> {
    const { carrier = 'campaign', campaignId = '' } = replies[0] ?? {};
    const recipients = replies.map(({ recipient, properties, conversationId, seq, idx }) => ({
      recipient,
      properties,
      replyId: `${conversationId}:${String(seq)}:${String(idx)}`,
    }));
    this.endpoint.call();
    const outcome = await this.braze.trigger({ carrier, campaignId, recipients }).then((answer) => {
      this.endpoint.hear(answer);
      return outcomeOf(answer);
    }, notSent);
    this.endpoint.learn(outcome);
    return outcome;
  }

  /** Without those whom Braze names; where it names nobody, in halves: 12 calls find one of 50. */
  private async apart(
    replies: readonly LeasedReply[],
    refusal: Extract<Outcome, { kind: 'refused' }>,
  ): Promise<readonly Fate[]> {
    const accused = accusedOf(refusal.faults, 'recipients', replies.length);
    if (accused.size > 0) {
      const guilty = replies.flatMap((reply, place) => {
        const outcome = accused.get(place);
        return outcome === undefined ? [] : [fateOf(reply, outcome)];
      });
      const others = replies.filter((_, place) => !accused.has(place));
      return [...guilty, ...(await this.further(others))];
    }
    const middle = Math.ceil(replies.length / 2);
    const first = await this.further(replies.slice(0, middle));
    return [...first, ...(await this.further(replies.slice(middle)))];
  }

  /** Stops where the endpoint has closed meanwhile: the rest was certainly not sent. */
  private async further(replies: readonly LeasedReply[]): Promise<readonly Fate[]> {
    if (replies.length === 0) return [];
    if (this.endpoint.closedForMs === 0) return this.execute(replies);

    const reason = 'its call was refused because of another recipient, and Braze took no more';
    return replies.map((reply) => fateOf(reply, { kind: 'not-sent', reason }));
  }
}

function fateOf(reply: LeasedReply, outcome: Outcome): Fate {
  const { policy, attempt, ambiguities } = reply;
  return {
    reply,
    settlement: settlementOf({ policy, attempt: attempt + 1, ambiguities }, outcome),
  };
}

/** Errors that name people concern those alone. */
function withoutAccused(outcome: Extract<Outcome, { kind: 'accepted' }>, accused: number): Outcome {
  return accused === 0 ? outcome : { ...outcome, faults: [] };
}

/** The port fails before anything leaves, or not at all: no key to be read, for one. */
function notSent(failure: unknown): Outcome {
  return { kind: 'not-sent', reason: failure instanceof Error ? failure.message : 'unknown' };
}
