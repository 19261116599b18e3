import { CommittedEffects } from '../ports/committed-effects.ts';
import type { LeasedReply } from '../ports/leased-reply.ts';
import type { WriteBack } from '../write-back/write-back.ts';
import type { DeliverReplies } from './deliver-replies.ts';

/** Effects of a process that carries them out itself. */
export class DeliveredEffects extends CommittedEffects {
  override readonly delivers = true;

  constructor(
    private readonly deliver: DeliverReplies,
    private readonly writeBack: WriteBack,
  ) {
    super();
  }

  override offerReplies(replies: readonly LeasedReply[]): void {
    this.deliver.offer(replies);
  }

  override repliesWait(conversationIds: readonly string[]): void {
    this.deliver.hint(conversationIds);
  }

  override writeBacksWait(): void {
    this.writeBack.hint();
  }
}

/** Effects of a process whose role leaves them to others, who find them by their polls. */
export class LeftEffects extends CommittedEffects {
  override readonly delivers = false;

  override offerReplies(): void {
    // Nothing is born leased where `delivers` is false.
  }

  override repliesWait(): void {
    // A worker's sweep finds them.
  }

  override writeBacksWait(): void {
    // A worker's poll finds them.
  }
}
