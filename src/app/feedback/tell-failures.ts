import { UnknownConversation } from '#app/accept-events/accept-errors.ts';
import type { Arrival } from '#app/accept-events/arrival.ts';
import type { Accepting } from '#app/accept-webhook/patient-door.ts';
import type { ExpiredReply, FoundReply } from '#app/ports/feedback-store.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { WebhookSeals } from '#app/ports/webhook-seals.ts';
import type { MessageNews } from '#core/feedback/currents-event.ts';
import { replyIdOf } from '#core/feedback/reply-id.ts';

/** News and the reply that they are about. */
export interface Matched {
  readonly news: MessageNews;
  readonly found: FoundReply;
}

const TOO_LATE = 'its time was over before it could leave';

/** Tells conversations of replies that did not arrive: an event each, by the one door. */
export class TellFailures {
  constructor(
    private readonly acceptEvents: Accepting,
    private readonly seals: WebhookSeals,
    private readonly ids: Ids,
  ) {}

  /**
   * Answers once all of it is committed. What is known to have arrived, or to have failed, is not
   * told; neither is what has arrived by the same news.
   *
   * @throws as AcceptEvents does, but for conversations that are gone
   */
  async execute(matched: readonly Matched[]): Promise<void> {
    const arrived = new Set(matched.filter(hasArrived).map(({ found }) => replyIdOf(found.reply)));
    const failures = new Map<string, Matched>();
    for (const one of matched) {
      const name = replyIdOf(one.found.reply);
      if (isFailure(one) && !one.found.isDecided && !arrived.has(name)) failures.set(name, one);
    }
    await Promise.all([...failures.values()].map((one) => this.tell(this.arrivalOf(one))));
  }

  /**
   * The same of replies whose time was over before they could leave.
   *
   * @throws as AcceptEvents does, but for conversations that are gone
   */
  async expired(replies: readonly ExpiredReply[]): Promise<void> {
    await Promise.all(replies.map((reply) => this.tell(this.arrivalOfExpired(reply))));
  }

  private async tell(arrival: Arrival): Promise<void> {
    try {
      await this.acceptEvents.accept(arrival);
    } catch (failure) {
      // Erased meanwhile: there is nobody left to be told.
      if (!(failure instanceof UnknownConversation)) throw failure;
    }
  }

  private arrivalOfExpired({ reply, step }: ExpiredReply): Arrival {
    const place = { replySeq: reply.seq, replyIdx: reply.idx, step };
    const why = { failure: 'expired', code: '', reason: TOO_LATE } as const;
    return {
      arrivalId: this.ids.next(),
      to: { conversationId: reply.conversationId },
      event: { kind: 'delivery-failed', ...place, ...why },
      dedupeKey: this.seals.digest(['delivery-failed', 'expired', replyIdOf(reply)]),
      flags: [],
    };
  }

  private arrivalOf({ news, found: { reply, step } }: Matched): Arrival {
    const { id, kind, code = '', reason = '' } = news;
    const failure = kind === 'aborted' ? 'aborted' : 'failed';
    const place = { replySeq: reply.seq, replyIdx: reply.idx, step };
    return {
      arrivalId: this.ids.next(),
      to: { conversationId: reply.conversationId },
      event: { kind: 'delivery-failed', ...place, failure, code, reason },
      dedupeKey: this.seals.digest(['delivery-failed', id]),
      flags: [],
    };
  }
}

function isFailure({ news }: Matched): boolean {
  return news.kind === 'failed' || news.kind === 'aborted';
}

function hasArrived({ news }: Matched): boolean {
  return news.kind === 'delivered' || news.kind === 'read';
}
