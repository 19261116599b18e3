import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { leasedReply } from '../../../test/support/reply-rows.ts';
import { BrazeMessages, type TriggerCall } from '../ports/braze-messages.ts';
import type { LeasedReply } from '../ports/leased-reply.ts';
import { Endpoint } from './endpoint.ts';
import { SendCampaign } from './send-campaign.ts';

const ROUND_MS = 20;

/** Refuses whole calls because of some people, and names them or does not. */
class PickyBraze extends BrazeMessages {
  readonly sizes: number[] = [];
  readonly taken = new Map<string, number[]>();

  constructor(
    private readonly time: VirtualTime,
    private readonly bad: ReadonlySet<string>,
    private readonly names: boolean,
  ) {
    super();
  }

  override async trigger({ recipients }: TriggerCall): Promise<WireAnswer> {
    this.sizes.push(recipients.length);
    await this.time.sleep(ROUND_MS);
    const people = recipients.map(({ recipient }) => recipient.value);
    const errors = people.flatMap((person, index) =>
      this.bad.has(person) ? [{ type: 'BAD', input_array: 'recipients', index }] : [],
    );
    if (errors.length > 0) {
      const body = { message: 'A recipient is not valid', ...(this.names && { errors }) };
      return { kind: 'answered', status: 400, body };
    }
    for (const person of people) {
      this.taken.set(person, [...(this.taken.get(person) ?? []), this.time.monotonicMs()]);
    }
    return { kind: 'answered', status: 201, body: { message: 'success', dispatch_id: 'd' } };
  }
}

const callOf = (size: number): LeasedReply[] =>
  Array.from({ length: size }, (_, place) =>
    leasedReply({ conversationId: `p${String(place)}`, seq: 1 }),
  );

describe('A call that Braze refuses because of somebody in it', () => {
  let time: VirtualTime;
  beforeEach(() => {
    time = new VirtualTime();
  });

  function sending(braze: PickyBraze): SendCampaign {
    const world = { clock: time, chance: { fraction: () => 0 }, incidents: new HeardIncidents() };
    const limits = { calls: 32, recipientsPerCall: 50 };
    return new SendCampaign(braze, new Endpoint('replies', limits, world));
  }

  async function fatesOf(send: SendCampaign, replies: readonly LeasedReply[]): Promise<string[]> {
    let fates: string[] | undefined;
    void send.execute(replies).then((all) => {
      fates = replies.map(
        (reply) => all.find((fate) => fate.reply === reply)?.settlement.state ?? 'nothing',
      );
    });
    await time.passUntil(() => fates !== undefined);
    return fates ?? [];
  }

  it('costs nobody else the message, nor more than one round, whoever and however many it is', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }).chain((size) =>
          fc.record({
            size: fc.constant(size),
            bad: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 })),
            names: fc.boolean(),
          }),
        ),
        async ({ size, bad, names }) => {
          time = new VirtualTime();
          const people = new Set(bad.map((place) => `p${String(place)}`));
          const braze = new PickyBraze(time, people, names);
          const replies = callOf(size);

          const fates = await fatesOf(sending(braze), replies);

          expect(fates).toEqual(
            replies.map(({ conversationId }) => (people.has(conversationId) ? 'failed' : 'sent')),
          );
          // The call itself, and one round: nobody at fault waits for a third.
          expect(time.monotonicMs()).toBeLessThanOrEqual(2 * ROUND_MS);
          expect([...braze.taken.values()].every(({ length }) => length === 1)).toBe(true);
          expect(braze.sizes.length).toBeLessThanOrEqual(names ? 2 : 1 + size);
        },
      ),
      { numRuns: 200 },
    ));

  it('costs others nothing the next time: who was refused alone travels alone', async () => {
    const braze = new PickyBraze(time, new Set(['p7']), false);
    const send = sending(braze);

    await fatesOf(send, callOf(50));
    braze.sizes.length = 0;
    const before = time.monotonicMs();
    await fatesOf(send, callOf(50));

    expect([...braze.sizes].sort((a, b) => a - b)).toEqual([1, 49]);
    expect(time.monotonicMs() - before).toBe(ROUND_MS);
  });

  it('takes those back who are taken again, and accuses nobody where all are refused', async () => {
    const bad = new Set(callOf(5).map(({ conversationId }) => conversationId));
    const braze = new PickyBraze(time, bad, false);
    const send = sending(braze);

    await fatesOf(send, callOf(5));
    bad.delete('p1');
    bad.delete('p2');
    bad.delete('p3');
    bad.delete('p4');
    await fatesOf(send, callOf(5));
    bad.clear();
    await fatesOf(send, callOf(5));
    braze.sizes.length = 0;
    await fatesOf(send, callOf(5));

    expect(braze.sizes).toEqual([5]);
  });
});
