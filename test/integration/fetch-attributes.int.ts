import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { BrazeReader } from '#adapters/braze/look/braze-reader.ts';
import { FetchBrazeExports } from '#adapters/braze/look/fetch-braze-exports.ts';
import { PostgresAttributeFetches } from '#adapters/postgres/attribute-fetches/postgres-attribute-fetches.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PaceConnection, PostgresSharedBudgets } from '#adapters/postgres/pace/postgres-pace.ts';
import { MathChance } from '#adapters/system/math-chance.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { FetchAttributes } from '#app/fetch-attributes/fetch-attributes.ts';
import { BudgetShare } from '#app/pace/budget-share.ts';
import { EXPORT_BUDGET } from '#core/delivery/pace-settings.ts';
import type { RecipientGuard } from '#core/delivery/recipient-guard.ts';

import { Accepting } from '../support/accepting.ts';
import { anArrival } from '../support/arrivals.ts';
import { eventually } from '../support/eventually.ts';
import { SilentPaceTally } from '../support/fakes/silent-pace-tally.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { HeardIncidents } from '../support/heard-incidents.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { type ServedSandbox, serveSandbox } from '../support/sandbox/serve-sandbox.ts';

const database = useDatabase();
const HELLO = `
flow: hello
start: { keywords: [hello] }
steps:
  greet: { say: 'Hello {{ tier | default: "you" }}.' }
`;
const SLOTS = 'slots: { tier: { type: text, attribute: loyalty_tier } }\n';
const EVERYBODY = { dryRun: false, onlyTo: undefined };

describe('Looking for attributes', () => {
  let pool: pg.Pool;
  let served: ServedSandbox;
  let accepting: Accepting;
  let fetchAttributes: FetchAttributes;

  beforeAll(() => {
    pool = ordinaryPool(database(), 2, 'test');
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    served = await serveSandbox({ restKey: 'key' });
    accepting = new Accepting(database(), { release: aRelease([HELLO], A_BOT + SLOTS) });
    fetchAttributes = lookingBy(EVERYBODY);
  });
  afterEach(async () => {
    await accepting.close();
    await served.close();
    await pool.query('TRUNCATE attribute_fetch');
  });

  function lookingBy(guard: RecipientGuard, calls?: BudgetShare): FetchAttributes {
    const world = {
      fetches: new PostgresAttributeFetches(pool),
      braze: new FetchBrazeExports(new BrazeReader({ url: served.url, apiKey: () => 'key' })),
      acceptEvents: accepting.acceptEvents,
      ...{ ids: new UuidV7Ids(), clock: new MonotonicClock(), timers: new NodeTimers() },
      ...{ chance: new MathChance(), incidents: new HeardIncidents() },
    };
    const limits = { calls: 1, recipientsPerCall: 50 };
    const endpoint = new Endpoint('exports', limits, world, { calls });
    return new FetchAttributes(world, endpoint, guard);
  }

  function knows(id: string, tier: string): void {
    const person = served.sandbox.people.create([{ kind: 'external_id', value: id }]);
    person.attributes['loyalty_tier'] = tier;
  }

  async function writes(id: string): Promise<string> {
    const event = { kind: 'message', text: 'hello', media: [] } as const;
    const to = { identities: [{ kind: 'external_id', value: id }] } as const;
    return (await accepting.acceptEvents.accept(anArrival({ to, event }))).conversationId;
  }

  const exports = (): number => served.sandbox.ledger.calls.toArray().length;

  async function eventsOf(id: string): Promise<unknown> {
    const { rows } = await pool.query<{ kind: string; payload: unknown }>(
      'SELECT kind, payload FROM event WHERE conversation_id = $1 ORDER BY seq OFFSET 1',
      [id],
    );
    return rows;
  }

  it('asks Braze once for all who have written, and tells their conversations', async () => {
    const names = ['ann', 'bob', 'cat'];
    for (const name of names) knows(name, `tier of ${name}`);
    const ids = await Promise.all(names.map(writes));

    expect(await fetchAttributes.execute()).toBe(3);

    expect(exports()).toBe(1);
    for (const [place, id] of ids.entries()) {
      expect(await eventsOf(id)).toEqual([
        {
          kind: 'attributes-told',
          payload: { attributes: { loyalty_tier: `tier of ${names[place] ?? ''}` } },
        },
      ]);
    }
    expect(await fetchAttributes.execute()).toBe(0);
  });

  it('tells nothing of somebody whom Braze does not know, and asks no more', async () => {
    const id = await writes('nobody');

    await fetchAttributes.execute();

    expect(await eventsOf(id)).toEqual([]);
    expect(await fetchAttributes.execute()).toBe(0);
  });

  it('asks again, later, where Braze did not answer', async () => {
    knows('dan', 'gold');
    const id = await writes('dan');
    served.sandbox.faults.set([
      { kind: 'status', endpoint: '/users/export/ids', status: 503, times: 1 },
    ]);

    await fetchAttributes.execute();
    expect(await eventsOf(id)).toEqual([]);
    await pool.query(`UPDATE attribute_fetch SET due_at = parley_now()`);
    await fetchAttributes.execute();

    expect(await eventsOf(id)).toHaveLength(1);
  });

  it('spends nothing of the looks where nobody is to be looked at, and looks within the budget', async () => {
    const connection = new PaceConnection(database());
    const incidents = new HeardIncidents();
    const share = new BudgetShare(EXPORT_BUDGET, {
      ...{ budgets: new PostgresSharedBudgets(connection), clock: new MonotonicClock(), incidents },
      ...{ chance: new MathChance(), tally: new SilentPaceTally() },
    });
    const paced = lookingBy(EVERYBODY, share);
    const taken = async (): Promise<unknown> =>
      (await pool.query(`SELECT taken FROM budget WHERE name = 'exports'`)).rows;
    try {
      for (let second = 0; second < 5; second += 1) expect(await paced.execute()).toBe(0);
      expect(await taken()).toEqual([{ taken: 0 }]);

      knows('fay', 'gold');
      await writes('fay');
      const look = async (): Promise<number> => (await paced.execute()) + exports();
      await eventually(look, (found) => found > 0, 10_000);

      expect(exports()).toBe(1);
      expect(await taken()).toEqual([{ taken: 1 }]);
      expect(incidents.heard).toEqual([]);
    } finally {
      await share.giveBack();
      await connection.close();
    }
  });

  it('looks at nobody who may not be written to', async () => {
    knows('eve', 'gold');
    await writes('eve');

    await lookingBy({ dryRun: true, onlyTo: undefined }).execute();

    expect(exports()).toBe(0);
  });
});
