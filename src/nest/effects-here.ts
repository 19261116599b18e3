import { CommittedEffects } from '#app/ports/committed-effects.ts';
import type { EventRow } from '#app/ports/conversation-store.ts';
import type { LeasedReply } from '#app/ports/leased-reply.ts';
import type { TellWords } from '#app/words/tell-words.ts';

import type { CallBell } from './call-bell.ts';
import type { DeliveryWorkers } from './delivery-workers.ts';
import type { DeskBell } from './desk-bell.ts';

/** Hands committed effects to the workers of this process; where it has none, others find them. */
export class EffectsHere extends CommittedEffects {
  constructor(
    private readonly workers: DeliveryWorkers | undefined,
    private readonly callBell: CallBell,
    private readonly deskBell: DeskBell,
    private readonly words: TellWords,
  ) {
    super();
  }

  override get delivers(): boolean {
    return this.workers?.replies.deliver.takesMore ?? false;
  }

  override offerReplies(replies: readonly LeasedReply[]): void {
    this.workers?.replies.deliver.offer(replies);
  }

  override repliesWait(conversationIds: readonly string[]): void {
    this.workers?.replies.deliver.hint(conversationIds);
  }

  override writeBacksWait(): void {
    this.workers?.writeBacks.writeBack.hint();
  }

  override callsWait(): void {
    this.callBell.ring();
  }

  override logged(lines: readonly EventRow[]): void {
    this.words.told(lines);
  }

  override handoffsChanged(): void {
    this.deskBell.ring();
  }
}
