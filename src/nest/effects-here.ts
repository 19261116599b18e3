import type { DeliverReplies } from '#app/deliver-replies/deliver-replies.ts';
import { CommittedEffects } from '#app/ports/committed-effects.ts';
import type { LeasedReply } from '#app/ports/leased-reply.ts';

/** A worker of this process that looks for write-backs. */
interface WriteBacks {
  hint(): void;
}

/** Hands committed effects to the workers of this process; where it has none, others find them. */
export class EffectsHere extends CommittedEffects {
  constructor(
    private readonly workers:
      { readonly replies: DeliverReplies; readonly writeBacks: WriteBacks } | undefined,
  ) {
    super();
  }

  override get delivers(): boolean {
    return this.workers?.replies.takesMore ?? false;
  }

  override offerReplies(replies: readonly LeasedReply[]): void {
    this.workers?.replies.offer(replies);
  }

  override repliesWait(conversationIds: readonly string[]): void {
    this.workers?.replies.hint(conversationIds);
  }

  override writeBacksWait(): void {
    this.workers?.writeBacks.hint();
  }
}
