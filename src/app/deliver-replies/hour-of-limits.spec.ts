import { beforeEach, describe, expect, it } from '@jest/globals';

import { PRIORITY, type Priority } from '#core/delivery/priority.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { CountedTally } from '../../../test/support/counted-tally.ts';
import { FakeReplyOutbox } from '../../../test/support/fakes/fake-reply-outbox.ts';
import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { leasedReply } from '../../../test/support/reply-rows.ts';
import { BrazeMessages, type TriggerCall } from '../ports/braze-messages.ts';
import { DeliverReplies } from './deliver-replies.ts';
import { Endpoint } from './endpoint.ts';
import { Turns } from './turns.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A workspace whose hour was used up by somebody else: 429 until the next begins. */
class SpentBraze extends BrazeMessages {
  readonly refusedAtMs: number[] = [];
  readonly sent: { readonly conversationId: string; readonly atMs: number }[] = [];

  constructor(private readonly time: VirtualTime) {
    super();
  }

  override async trigger({ recipients }: TriggerCall): Promise<WireAnswer> {
    const atMs = this.time.monotonicMs();
    await this.time.sleep(20);
    if (atMs < HOUR_MS) {
      this.refusedAtMs.push(atMs);
      return { kind: 'answered', status: 429, body: {}, resumeInMs: HOUR_MS - atMs };
    }
    for (const { replyId } of recipients) {
      this.sent.push({ conversationId: replyId.split(':')[0] ?? '', atMs });
    }
    return { kind: 'answered', status: 201, body: { message: 'success', dispatch_id: 'd' } };
  }
}

describe('An hour of 429', () => {
  let time: VirtualTime;
  let braze: SpentBraze;
  let outbox: FakeReplyOutbox;
  let deliver: DeliverReplies;
  beforeEach(() => {
    time = new VirtualTime();
    braze = new SpentBraze(time);
    outbox = new FakeReplyOutbox('me', () => time.monotonicMs());
    const incidents = new HeardIncidents();
    const world = { clock: time, timers: time.timers, chance: { fraction: () => 0.5 }, incidents };
    // One reply a call and one call at a time: who goes first is who is first.
    const endpoint = new Endpoint('replies', { calls: 1, recipientsPerCall: 1 }, world);
    deliver = new DeliverReplies({ ...world, outbox, braze, tally: new CountedTally() }, endpoint);
    const sweep = new Turns(world, 250, async () => {
      if (deliver.takesMore) deliver.offer(await outbox.leaseDue([200, 200, 50]));
      sweep.request();
    });
    sweep.request();
  });

  const write = (kind: string, count: number, priority: Priority, windowEndsMs: number): void => {
    deliver.offer(
      Array.from({ length: count }, (_, place) => {
        const reply = leasedReply({
          ...{ conversationId: `${kind}-${String(place)}`, seq: 1, priority },
        });
        return outbox.put(reply, { expiresAtMs: windowEndsMs });
      }),
    );
  };
  const isSettled = (): boolean =>
    outbox.all().every(({ state }) => state === 'sent' || state === 'expired');

  it('sends agents’ words first, loses nothing and says nothing too late', async () => {
    write('proactive', 40, PRIORITY.proactive, 20 * HOUR_MS);
    write('answer', 80, PRIORITY.answer, 20 * HOUR_MS);
    write('closing', 20, PRIORITY.answer, 30 * MINUTE_MS);
    time.timers.after(50 * MINUTE_MS, () => {
      write('agent', 30, PRIORITY.agent, 20 * HOUR_MS);
    });

    await time.passUntil(() => time.monotonicMs() > HOUR_MS && isSettled(), 2);

    expect(isSettled()).toBe(true);
    const kindsSent = braze.sent.map(({ conversationId }) => conversationId.split('-')[0]);
    expect(kindsSent).toHaveLength(150);
    expect(new Set(braze.sent.map(({ conversationId }) => conversationId)).size).toBe(150);
    for (const { reply, state } of outbox.all()) {
      const isTooLate = reply.conversationId.startsWith('closing');
      expect(`${reply.conversationId} ${state}`).toMatch(isTooLate ? /expired$/ : /sent$/);
    }
    // A tenth of the places is others', so that nobody starves; the rest are theirs.
    expect(kindsSent.lastIndexOf('agent')).toBeLessThan(36);
    expect(kindsSent.slice(0, 36).filter((kind) => kind !== 'agent').length).toBeLessThan(7);
    expect(kindsSent.indexOf('proactive')).toBeLessThan(60);
  });

  it('makes no call again before Braze’s hour begins', async () => {
    write('answer', 80, PRIORITY.answer, 20 * HOUR_MS);

    await time.passUntil(() => time.monotonicMs() > HOUR_MS && isSettled(), 2);

    expect(braze.refusedAtMs).toEqual([0]);
    expect(braze.sent).toHaveLength(80);
  });

  it('holds nothing in memory meanwhile: whatever waits stands in the store', async () => {
    write('answer', 80, PRIORITY.answer, 20 * HOUR_MS);

    await time.passUntil(() => time.monotonicMs() > MINUTE_MS || deliver.held === 0);

    expect(deliver.held).toBe(0);
    expect(outbox.all().map(({ state }) => state)).toEqual(
      Array.from({ length: 80 }, () => 'pending'),
    );
  });
});
