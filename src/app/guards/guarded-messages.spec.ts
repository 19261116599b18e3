import { beforeEach, describe, expect, it } from '@jest/globals';

import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { SendCampaign } from '#app/deliver-replies/send-campaign.ts';
import { BrazeMessages, type TriggerCall } from '#app/ports/braze-messages.ts';
import type { LeasedReply } from '#app/ports/leased-reply.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { GuardedMessages } from './guarded-messages.ts';

class RecordedMessages extends BrazeMessages {
  readonly calls: string[][] = [];

  override trigger({ recipients }: TriggerCall): Promise<WireAnswer> {
    this.calls.push(recipients.map(({ recipient }) => recipient.value));
    return Promise.resolve({ kind: 'answered', status: 201, body: { dispatch_id: 'd' } });
  }
}

const aReply = (person: string): LeasedReply => ({
  ...{ conversationId: person, seq: 1, idx: 0, carrier: 'campaign', campaignId: 'text' },
  recipient: { kind: 'external_id', value: person },
  ...{ properties: {}, policy: 'retry', priority: 1, attempt: 0, ambiguities: 0, delayMs: 0 },
});

describe('GuardedMessages', () => {
  let braze: RecordedMessages;
  beforeEach(() => {
    braze = new RecordedMessages();
  });

  async function settled(
    people: readonly string[],
    guard: ConstructorParameters<typeof GuardedMessages>[1],
  ): Promise<Record<string, string>> {
    const time = new VirtualTime();
    const world = { clock: time, chance: { fraction: () => 0 }, incidents: new HeardIncidents() };
    const endpoint = new Endpoint('replies', { calls: 1, recipientsPerCall: 50 }, world);
    const send = new SendCampaign(new GuardedMessages(braze, guard), endpoint);
    const fates = await send.execute(people.map(aReply));
    return Object.fromEntries(
      fates.map(({ reply, settlement: { state, reason } }) => [
        reply.conversationId,
        reason === undefined ? state : `${state}, ${reason}`,
      ]),
    );
  }

  it('sends to those who are named and settles the others with the reason', async () => {
    const fates = await settled(['ana', 'bob', 'qa-1'], { dryRun: false, onlyTo: ['ana', 'qa-*'] });

    expect(fates).toEqual({
      ana: 'sent',
      bob: 'failed, not sent: PARLEY_ONLY_TO does not name this customer',
      'qa-1': 'sent',
    });
    expect(braze.calls).toEqual([['ana', 'qa-1']]);
  });

  it('calls nobody where none of them is named', async () => {
    const fates = await settled(['bob', 'eve'], { dryRun: false, onlyTo: ['ana'] });

    expect(Object.values(fates)).toEqual([
      expect.stringMatching(/^failed, not sent: PARLEY_ONLY_TO/),
      expect.stringMatching(/^failed, not sent: PARLEY_ONLY_TO/),
    ]);
    expect(braze.calls).toEqual([]);
  });

  it.each([[['ana']], [['ana', 'bob']]])('sends nothing in a dry run, to %j', async (people) => {
    const fates = await settled(people, { dryRun: true, onlyTo: undefined });

    expect(new Set(Object.values(fates))).toEqual(
      new Set(['failed, not sent: PARLEY_DRY_RUN is on']),
    );
    expect(braze.calls).toEqual([]);
  });
});
