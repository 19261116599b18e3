import type { DeliveryTally } from '../ports/delivery-tally.ts';
import type { ReplySettlement } from '../ports/reply-outbox.ts';
import type { Fate } from './send-campaign.ts';

/**
 * The rows' view of these fates; `wantsNext` says whose lane ends in memory.
 *
 * Field by field: spread, this alone cost as much as everything else in the process.
 */
export function settlementsOf(
  fates: readonly Fate[],
  wantsNext: (conversationId: string) => boolean,
): readonly ReplySettlement[] {
  return fates.map(({ reply, settlement }) => ({
    conversationId: reply.conversationId,
    seq: reply.seq,
    idx: reply.idx,
    attempt: reply.attempt + 1,
    state: settlement.state,
    reason: settlement.reason,
    delayMs: settlement.delayMs,
    isAmbiguous: settlement.isAmbiguous,
    dispatchId: settlement.dispatchId,
    leasesNext: settlement.state !== 'pending' && wantsNext(reply.conversationId),
  }));
}

/** Counts what became of attempts. */
export function tallyFates(fates: readonly Pick<Fate, 'settlement'>[], tally: DeliveryTally): void {
  for (const { settlement } of fates) {
    const { state, isAmbiguous, reason } = settlement;
    if (state !== 'pending') tally.count('reply', state, 1);
    else tally.count('reply', isAmbiguous ? 'duplicate-risked' : 'retried', 1);
    if (state === 'sent' && reason !== undefined) tally.count('reply', 'flagged', 1);
  }
}
