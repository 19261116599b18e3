import { UnknownConversation } from '#app/accept-events/accept-errors.ts';
import type { Arrival } from '#app/accept-events/arrival.ts';
import type { Accepting } from '#app/accept-webhook/patient-door.ts';
import type { FoundReply, UnsentReply } from '#app/ports/feedback-store.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { WebhookSeals } from '#app/ports/webhook-seals.ts';
import type { MessageNews } from '#core/feedback/currents-event.ts';
import { replyIdOf } from '#core/feedback/reply-id.ts';

/** News and the reply that they are about. */
export interface Matched {
  readonly news: MessageNews;
  readonly found: FoundReply;
}

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
   * The same of replies that never left.
   *
   * @throws as AcceptEvents does, but for conversations that are gone
   */
  async unsent(replies: readonly UnsentReply[]): Promise<void> {
    await Promise.all(replies.map((reply) => this.tell(this.arrivalOfUnsent(reply))));
  }

  private async tell(arrival: Arrival): Promise<void> {
    try {
      await this.acceptEvents.accept(arrival);
    } catch (failure) {
      // Erased meanwhile: there is nobody left to be told.
      if (!(failure instanceof UnknownConversation)) throw failure;
    }
  }

  private arrivalOfUnsent({ reply, step, failure, reason, attempt }: UnsentReply): Arrival {
    const place = { replySeq: reply.seq, replyIdx: reply.idx, step };
    return {
      arrivalId: this.ids.next(),
      to: { conversationId: reply.conversationId },
      event: { kind: 'delivery-failed', ...place, failure, code: '', reason },
      dedupeKey: this.seals.digest([
        ...['delivery-failed', failure, replyIdOf(reply), String(attempt)],
      ]),
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
