import { beforeEach, describe, expect, it } from '@jest/globals';

import type { LeasedReply } from '#app/ports/leased-reply.ts';
import type { ReplyOutbox, ReplySettlement } from '#app/ports/reply-outbox.ts';

import type { SomeReply } from './reply-rows.ts';

/** An outbox to be tried, and a way behind its back. */
export interface OutboxUnderTest {
  readonly outbox: ReplyOutbox;
  /** A conversation of its own. */
  readonly conversation: () => Promise<string>;
  /** Writes a reply, leased to this replica unless its state says otherwise. */
  readonly write: (reply: SomeReply & { readonly isExpired?: boolean }) => Promise<LeasedReply>;
  readonly stateOf: (reply: LeasedReply) => Promise<string>;
}

/** What every outbox promises. */
export function itKeepsTheOutboxContract(open: () => OutboxUnderTest): void {
  describe('as an outbox', () => {
    let tried: OutboxUnderTest;
    let id: string;
    beforeEach(async () => {
      tried = open();
      id = await tried.conversation();
    });

    const settlement = (
      reply: LeasedReply,
      some: Partial<ReplySettlement> = {},
    ): ReplySettlement => ({
      conversationId: reply.conversationId,
      seq: reply.seq,
      idx: reply.idx,
      attempt: 1,
      state: 'sent',
      reason: undefined,
      delayMs: 0,
      isAmbiguous: false,
      dispatchId: undefined,
      leasesNext: true,
      ...some,
    });

    it('marks heads, and nothing behind them', async () => {
      const head = await tried.write({ conversationId: id, seq: 1 });
      const behind = await tried.write({ conversationId: id, seq: 2 });

      expect([...(await tried.outbox.markInFlight([behind, head]))]).toEqual([1]);
      expect(await tried.stateOf(head)).toBe('in_flight');
      expect(await tried.stateOf(behind)).toBe('leased');
    });

    it('marks nothing twice, nothing expired and nothing of an earlier attempt', async () => {
      const once = await tried.write({ conversationId: id, seq: 1 });
      const other = await tried.conversation();
      const expired = await tried.write({ conversationId: other, seq: 1, isExpired: true });
      await tried.outbox.markInFlight([once]);

      const going = await tried.outbox.markInFlight([once, expired]);

      expect(going.size).toBe(0);
      expect(await tried.outbox.resolveRefused([once, expired])).toEqual(['lost', 'expired']);
    });

    it('settles an attempt once and leases what waits behind it', async () => {
      const head = await tried.write({ conversationId: id, seq: 1 });
      const behind = await tried.write({
        conversationId: id,
        seq: 2,
        state: 'pending',
        delayMs: 7,
      });
      await tried.outbox.markInFlight([head]);

      const next = await tried.outbox.settle([settlement(head)]);

      expect(next).toMatchObject([{ conversationId: id, seq: 2, attempt: 0, delayMs: 7 }]);
      expect(await tried.stateOf(head)).toBe('sent');
      expect(await tried.stateOf(behind)).toBe('leased');
      expect(await tried.outbox.settle([settlement(head, { state: 'failed' })])).toEqual([]);
      expect(await tried.stateOf(head)).toBe('sent');
    });

    it('leases nothing before it is due', async () => {
      const head = await tried.write({ conversationId: id, seq: 1 });
      await tried.outbox.markInFlight([head]);
      const again = { state: 'pending', delayMs: 60_000, leasesNext: false } as const;
      await tried.outbox.settle([settlement(head, again)]);

      expect(await tried.outbox.leaseHeads([id])).toEqual([]);
      expect(await tried.stateOf(head)).toBe('pending');
    });

    it('leases a head that waits, with what it has been through', async () => {
      const head = await tried.write({ conversationId: id, seq: 1, delayMs: 7 });
      await tried.write({ conversationId: id, seq: 2, state: 'pending' });
      await tried.outbox.markInFlight([head]);
      const again = { state: 'pending', isAmbiguous: true, leasesNext: false } as const;
      await tried.outbox.settle([settlement(head, again)]);

      expect(await tried.outbox.leaseHeads([id])).toMatchObject([
        { seq: 1, attempt: 1, ambiguities: 1, delayMs: 0 },
      ]);
      expect(await tried.outbox.leaseHeads([id])).toEqual([]);
    });

    it('takes back what was leased, and a mark whose answer was lost', async () => {
      const marked = await tried.write({ conversationId: id, seq: 1 });
      const leased = await tried.write({ conversationId: id, seq: 2 });
      await tried.outbox.markInFlight([marked]);

      await tried.outbox.giveBack([marked, leased]);

      expect(await tried.stateOf(marked)).toBe('pending');
      expect(await tried.stateOf(leased)).toBe('pending');
    });
  });
}
