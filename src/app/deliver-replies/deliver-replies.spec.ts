import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { CountedTally } from '../../../test/support/counted-tally.ts';
import { FakeReplyOutbox } from '../../../test/support/fakes/fake-reply-outbox.ts';
import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { leasedReply } from '../../../test/support/reply-rows.ts';
import { BrazeMessages, type TriggerCall } from '../ports/braze-messages.ts';
import { Chance } from '../ports/chance.ts';
import { DeliverReplies } from './deliver-replies.ts';
import { Endpoint } from './endpoint.ts';
import { Turns } from './turns.ts';

const ANSWERS: readonly WireAnswer[] = [
  { kind: 'answered', status: 201, body: { message: 'success', dispatch_id: 'd' } },
  { kind: 'answered', status: 201, body: { message: 'success' } },
  { kind: 'answered', status: 503, body: {} },
  { kind: 'answered', status: 429, body: {}, resumeInMs: 3000 },
  { kind: 'answered', status: 401, body: {} },
  { kind: 'answered', status: 400, body: { message: 'No Recipients' } },
  { kind: 'answered', status: 500, body: undefined },
  { kind: 'unreached', reason: 'ECONNREFUSED' },
  { kind: 'cut', reason: 'ECONNRESET' },
];

/** One call's fate. */
interface Weather {
  readonly answer: number;
  readonly latencyMs: number;
}

interface Receipt {
  readonly replyId: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly mayHaveSent: boolean;
}

/** Answers as the weather has it, then always well. */
class WeatheredBraze extends BrazeMessages {
  readonly receipts: Receipt[] = [];
  readonly sizes: number[] = [];
  private calls = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly weather: readonly Weather[],
  ) {
    super();
  }

  override async trigger({ recipients }: TriggerCall): Promise<WireAnswer> {
    const { answer, latencyMs } = this.weather[this.calls] ?? { answer: 0, latencyMs: 20 };
    this.calls += 1;
    this.sizes.push(recipients.length);
    const startedAtMs = this.time.monotonicMs();
    await this.time.sleep(latencyMs);
    const endedAtMs = this.time.monotonicMs();
    const mayHaveSent = [0, 1, 6, 8].includes(answer);
    for (const { replyId } of recipients) {
      this.receipts.push({ replyId, startedAtMs, endedAtMs, mayHaveSent });
    }
    return ANSWERS[answer] ?? { kind: 'cut', reason: 'none' };
  }
}

class EvenChance extends Chance {
  override fraction(): number {
    return 0.5;
  }
}

const weather = fc.array(
  fc.record({
    answer: fc.integer({ min: 0, max: ANSWERS.length - 1 }),
    latencyMs: fc.integer({ min: 1, max: 400 }),
  }),
  { maxLength: 40 },
);
const lanes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 });

describe('DeliverReplies', () => {
  it('keeps every lane in order and repeats at most once after the unknown, in any weather', async () => {
    await fc.assert(
      fc.asyncProperty(lanes, weather, async (sizes, conditions) => {
        const time = new VirtualTime();
        const world = worldOf(time, conditions);
        const replies = sizes.flatMap((size, lane) =>
          Array.from({ length: size }, (_, seq) =>
            world.outbox.put(
              leasedReply({
                conversationId: `c${String(lane)}`,
                seq,
                policy: seq % 3 === 2 ? 'hold' : 'retry',
                delayMs: seq % 2 === 1 ? 100 : 0,
              }),
            ),
          ),
        );

        world.deliver.offer(replies);
        await time.passUntil(() => isSettled(world.outbox));

        expect(isSettled(world.outbox)).toBe(true);
        for (const size of world.braze.sizes) expect(size).toBeLessThanOrEqual(50);
        for (const { reply } of world.outbox.all()) {
          checkReply(world, reply.conversationId, reply.seq, reply.policy);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('sends one alone at once, without a linger', async () => {
    const time = new VirtualTime();
    const { deliver, outbox, braze } = worldOf(time, []);

    deliver.offer([outbox.put(leasedReply({ conversationId: 'c', seq: 1 }))]);
    await time.passUntil(() => isSettled(outbox));

    expect(braze.receipts[0]?.startedAtMs).toBe(0);
  });

  it('gives back what it has no room for', async () => {
    const time = new VirtualTime();
    const { deliver, outbox } = worldOf(time, []);
    const many = Array.from({ length: 20_001 }, (_, lane) =>
      leasedReply({ conversationId: `c${String(lane)}`, seq: 1 }),
    );
    const first = outbox.put(many[0] ?? leasedReply({ conversationId: 'c', seq: 1 }));

    deliver.offer(many);
    await time.passUntil(() => outbox.of(first)?.state === 'pending');

    expect(deliver.held).toBe(0);
  });
});

interface World {
  readonly outbox: FakeReplyOutbox;
  readonly braze: WeatheredBraze;
  readonly deliver: DeliverReplies;
}

function worldOf(time: VirtualTime, conditions: readonly Weather[]): World {
  const incidents = new HeardIncidents();
  const outbox = new FakeReplyOutbox('me', () => time.monotonicMs());
  const braze = new WeatheredBraze(time, conditions);
  const world = { clock: time, timers: time.timers, chance: new EvenChance(), incidents };
  const endpoint = new Endpoint('replies', { calls: 4, recipientsPerCall: 50 }, world);
  const deliver = new DeliverReplies(
    { ...world, outbox, braze, tally: new CountedTally() },
    endpoint,
  );

  // What the sweep does for replies that are due again.
  const sweep = new Turns(world, 250, async () => {
    if (deliver.takesMore) deliver.offer(await outbox.leaseDue([200, 200, 200]));
    sweep.request();
  });
  sweep.request();
  return { outbox, braze, deliver };
}

function isSettled(outbox: FakeReplyOutbox): boolean {
  return outbox.all().every(({ state }) => !['pending', 'leased', 'in_flight'].includes(state));
}

function checkReply({ braze }: World, conversation: string, seq: number, policy: string): void {
  const name = (place: number): string => `${conversation}:${String(place)}:0`;
  const own = braze.receipts.filter(({ replyId }) => replyId === name(seq));
  const next = braze.receipts.filter(({ replyId }) => replyId === name(seq + 1));

  // What may have been sent is repeated once at most (I5), and never where the step forbids it.
  const risky = own.filter(({ mayHaveSent }) => mayHaveSent).length;
  expect(risky).toBeLessThanOrEqual(policy === 'hold' ? 1 : 2);
  // The next starts after the last word on this one, and its own time (I4).
  const lastWordMs = Math.max(0, ...own.map(({ endedAtMs }) => endedAtMs));
  const delayMs = (seq + 1) % 2 === 1 ? 100 : 0;
  for (const { startedAtMs } of next) {
    expect(startedAtMs).toBeGreaterThanOrEqual(lastWordMs + delayMs);
  }
}
