import { accusedOf } from '#core/delivery/accused.ts';
import { type Outcome, outcomeOf } from '#core/delivery/outcome.ts';
import { type Settlement, settlementOf } from '#core/delivery/settlement.ts';

import type { BrazeMessages } from '../ports/braze-messages.ts';
import type { LeasedReply } from '../ports/leased-reply.ts';
import type { Endpoint } from './endpoint.ts';
import { Unwanted } from './unwanted.ts';

/** A reply and what became of its attempt. */
export interface Fate {
  readonly reply: LeasedReply;
  readonly settlement: Settlement;
}

/** What a call, or what was made of it, came to for one of its replies. */
type Met = readonly [reply: LeasedReply, outcome: Outcome];
type Refused = Extract<Outcome, { kind: 'refused' }>;

/** Sends replies of one campaign or Canvas and says of each what became of it. */
export class SendCampaign {
  private readonly unwanted = new Unwanted();

  constructor(
    private readonly braze: BrazeMessages,
    private readonly endpoint: Endpoint,
  ) {}

  /**
   * One call where all goes well. A call refused because of somebody in it is taken apart, so
   * that one bad recipient costs nobody else the message, nor more than one round of calls.
   *
   * @param replies marked as on the wire, 1 to 50, nobody twice
   */
  async execute(replies: readonly LeasedReply[]): Promise<readonly Fate[]> {
    const [alone, rest] = this.unwanted.apart(replies);
    const met = await Promise.all([
      ...alone.map(async (reply): Promise<readonly Met[]> => [await this.alone(reply)]),
      ...(rest.length > 0 ? [this.together(rest)] : []),
    ]);
    return met.flat().map(([reply, outcome]) => fateOf(reply, outcome));
  }

  private async together(replies: readonly LeasedReply[]): Promise<readonly Met[]> {
    const outcome = await this.call(replies);
    return isAboutSomebody(outcome, replies)
      ? this.apart(replies, accusedOf(outcome.faults, 'recipients', replies.length))
      : metBy(replies, outcome);
  }

  /**
   * Without those whom Braze names, once; where it names nobody, or refuses the others as well,
   * each alone: in halves it would be fewer calls, and up to six rounds for those at no fault.
   */
  private async apart(
    replies: readonly LeasedReply[],
    accused: ReadonlyMap<number, Outcome>,
  ): Promise<readonly Met[]> {
    if (accused.size === 0) return this.eachAlone(replies);

    const guilty = replies.flatMap((reply, place): Met[] => {
      const outcome = accused.get(place);
      return outcome === undefined ? [] : [[reply, outcome]];
    });
    const others = replies.filter((_, place) => !accused.has(place));
    if (others.length === 0) return guilty;
    if (this.endpoint.closedForMs > 0) return [...guilty, ...metBy(others, NO_MORE)];

    const outcome = await this.call(others);
    const met = isAboutSomebody(outcome, others)
      ? await this.eachAlone(others)
      : metBy(others, outcome);
    return [...guilty, ...met];
  }

  /** All at once. Not where the endpoint has closed meanwhile: nothing of it was sent. */
  private async eachAlone(replies: readonly LeasedReply[]): Promise<readonly Met[]> {
    if (this.endpoint.closedForMs > 0) return metBy(replies, NO_MORE);

    const met = await Promise.all(replies.map((reply) => this.alone(reply)));
    // Where everybody is refused it is nobody's own fault.
    if (met.some(([, { kind }]) => kind === 'accepted')) {
      for (const [reply, { kind }] of met) if (kind === 'refused') this.unwanted.remember(reply);
    }
    return met;
  }

  private async alone(reply: LeasedReply): Promise<Met> {
    const outcome = await this.call([reply]);
    if (outcome.kind === 'accepted') this.unwanted.forget(reply);
    return [reply, outcome];
  }

  private async call(replies: readonly LeasedReply[]): Promise<Outcome> {
    const { carrier = 'campaign', campaignId = '' } = replies[0] ?? {};
    const recipients = replies.map((reply) => ({
      recipient: reply.recipient,
      properties: reply.properties,
      attributes: reply.attributes,
      replyId: `${reply.conversationId}:${String(reply.seq)}:${String(reply.idx)}`,
    }));
    this.endpoint.call();
    const outcome = await this.braze.trigger({ carrier, campaignId, recipients }).then((answer) => {
      this.endpoint.hear(answer);
      return outcomeOf(answer);
    }, notSent);
    this.endpoint.learn(outcome);
    return outcome;
  }
}

/** Of a call that was refused because of another recipient, when Braze closed before the next. */
const NO_MORE: Outcome = {
  kind: 'not-sent',
  reason: 'its call was refused because of another recipient, and Braze took no more',
};

/** Whether one of several may have cost the others their message. */
function isAboutSomebody(outcome: Outcome, { length }: readonly LeasedReply[]): outcome is Refused {
  return outcome.kind === 'refused' && !outcome.whole && length > 1;
}

/** The same for all, but for those whom errors beside a success name: these concern them alone. */
function metBy(replies: readonly LeasedReply[], outcome: Outcome): readonly Met[] {
  if (outcome.kind !== 'accepted' || outcome.faults.length === 0) {
    return replies.map((reply) => [reply, outcome]);
  }
  const accused = accusedOf(outcome.faults, 'recipients', replies.length);
  const others = accused.size === 0 ? outcome : { ...outcome, faults: [] };
  return replies.map((reply, place) => [reply, accused.get(place) ?? others]);
}

function fateOf(reply: LeasedReply, outcome: Outcome): Fate {
  const { policy, attempt, ambiguities } = reply;
  return {
    reply,
    settlement: settlementOf({ policy, attempt: attempt + 1, ambiguities }, outcome),
  };
}

/** The port fails before anything leaves, or not at all: no key to be read, for one. */
function notSent(failure: unknown): Outcome {
  return { kind: 'not-sent', reason: failure instanceof Error ? failure.message : 'unknown' };
}
