import { describe, expect, it } from '@jest/globals';

import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { BrazeProfiles, type ProfileUpdate } from '#app/ports/braze-profiles.ts';
import type { ClaimedWriteBack } from '#app/ports/write-back-outbox.ts';
import { TrackProfiles } from '#app/write-back/track-profiles.ts';
import { trackPlansOf } from '#core/delivery/track-plan.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { GuardedProfiles } from './guarded-profiles.ts';

class RecordedProfiles extends BrazeProfiles {
  readonly updated: string[] = [];

  override track({ attributes, events }: ProfileUpdate): Promise<WireAnswer> {
    this.updated.push(...[...attributes, ...events].map(({ recipient }) => recipient.value));
    return Promise.resolve({ kind: 'answered', status: 201, body: { message: 'success' } });
  }
}

const at = new Date(0);
const aRow = (person: string, event: boolean): ClaimedWriteBack =>
  ({
    ...{ conversationId: person, seq: 1, idx: 0, attempt: 0, eventUnknown: false },
    recipient: { kind: 'external_id', value: person },
    attributes: event ? undefined : { topic: 'orders' },
    event: event ? { name: 'Order tracked', properties: {}, at } : undefined,
  }) satisfies ClaimedWriteBack;

describe('GuardedProfiles', () => {
  async function track(
    rows: readonly ClaimedWriteBack[],
    onlyTo: readonly string[],
  ): Promise<readonly [RecordedProfiles, readonly string[]]> {
    const braze = new RecordedProfiles();
    const time = new VirtualTime();
    const world = { clock: time, chance: { fraction: () => 0 }, incidents: new HeardIncidents() };
    const endpoint = new Endpoint('profiles', { calls: 1, recipientsPerCall: 75 }, world);
    const guarded = new GuardedProfiles(braze, { dryRun: false, onlyTo });
    const outcomes: string[] = [];
    for (const plan of trackPlansOf(rows)) {
      const tracked = await new TrackProfiles(guarded, endpoint).execute(plan);
      for (const row of rows) {
        const outcome = tracked.get(row);
        const reason = outcome?.kind === 'refused' ? `: ${outcome.reason}` : '';
        outcomes.push(`${row.conversationId} ${outcome?.kind ?? ''}${reason}`);
      }
    }
    return [braze, outcomes];
  }

  it('writes to those who are named and refuses the others with the reason', async () => {
    const rows = [aRow('bob', false), aRow('ana', false), aRow('eve', true)];

    const [braze, outcomes] = await track(rows, ['ana']);

    expect(braze.updated).toEqual(['ana']);
    expect(outcomes).toEqual([
      'bob refused: not sent: PARLEY_ONLY_TO does not name this customer',
      'ana accepted',
      'eve refused: not sent: PARLEY_ONLY_TO does not name this customer',
    ]);
  });

  it('writes to nobody where nobody is named', async () => {
    const [braze, outcomes] = await track([aRow('bob', false), aRow('eve', true)], ['ana']);

    expect(braze.updated).toEqual([]);
    expect(outcomes).toHaveLength(2);
    for (const outcome of outcomes) expect(outcome).toMatch(/refused: not sent: PARLEY_ONLY_TO/);
  });
});
