import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import { Deliverer } from '../support/deliverer.ts';
import { eventually } from '../support/eventually.ts';
import { type FaultRow, SOMEBODY } from '../support/faults/fault-row.ts';
import { FAULT_ROWS } from '../support/faults/fault-rows.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { bearConversation, writeReply } from '../support/reply-rows.ts';
import { type ServedSandbox, serveSandbox } from '../support/sandbox/serve-sandbox.ts';

const database = useDatabase();
const CALL_TIMEOUT_MS = 400;
const POLICIES = ['retry', 'hold', 'verify'] as const;

/** A reply of each policy, and one for somebody, all in one call; by who it is for. */
type Replies = ReadonlyMap<string, string>;

describe('What becomes of a reply', () => {
  let pool: pg.Pool;
  beforeAll(() => {
    pool = ordinaryPool(database(), 2, 'test');
  });
  afterAll(() => pool.end());

  it.each(FAULT_ROWS.map((row) => [`${row.moment}: ${row.what}`, row] as const))(
    'is as the table says, %s',
    async (_, row) => {
      const served = await serveSandbox();
      try {
        expect(await played(row, served)).toEqual({ calls: row.calls, ends: row.ends });
      } finally {
        await served.close();
      }
    },
  );

  async function played(row: FaultRow, served: ServedSandbox): Promise<unknown> {
    const { sandbox } = served;
    sandbox.knowCampaigns([{ id: 'campaign', properties: { text: 'text' } }]);
    const people = [...POLICIES, ...(row.ends.somebody === undefined ? [] : [SOMEBODY])];
    const replies: Replies = new Map(people.map((person) => [person, randomUUID()]));
    row.tweak?.(sandbox, [...replies.values()]);
    sandbox.faults.set(
      (row.faults ?? []).map((fault) => ({ ...fault, name: replies.get(SOMEBODY) ?? '' })),
    );

    const first = await sent(replies, urlFor(row, served.url), 'offer');
    const { rest_calls: calls } = sandbox.ledger.counters;
    if (row.again !== true) sandbox.faults.clear();
    sandbox.permissions = undefined;
    const isOver = [...first.values()].every((state) => state !== 'pending');
    const last = isOver ? first : await sent(replies, served.url, 'take over');

    const ends = Object.fromEntries(
      [...replies].map(([person, id]) => {
        const states = new Set([first.get(person), last.get(person)]);
        return [person, `${[...states].join(' → ')} ×${String(seenBy(served, id))}`];
      }),
    );
    return { calls, ends };
  }

  /** A replica of its own sends what it is given, or what waits in the store, and ends. */
  async function sent(
    replies: Replies,
    url: string,
    how: 'offer' | 'take over',
  ): Promise<Map<string, string>> {
    // An hour has passed: what Braze's limits closed is open again, what waits is due.
    await pool.query('DELETE FROM closed_endpoint');
    const deliverer = new Deliverer(database(), url, CALL_TIMEOUT_MS);
    await deliverer.beat(pool);
    try {
      if (how === 'offer') deliverer.deliver.offer(await born(replies, deliverer.replicaId));
      else {
        await pool.query(`UPDATE reply SET due_at = parley_now() WHERE state = 'pending'`);
        deliverer.deliver.hint([...replies.values()]);
      }
      // Tried again, what is still pending is what was not tried yet.
      return await eventually(
        () => statesOf(replies),
        (states) => ![...states.values()].some((state) => isUnderWay(state, how)),
      );
    } finally {
      await deliverer.stop();
    }
  }

  function born(replies: Replies, leasedBy: string) {
    return Promise.all(
      [...replies].map(async ([person, id]) => {
        const conversationId = await bearConversation(pool, id);
        const policy = POLICIES.find((each) => each === person) ?? 'retry';
        return writeReply(pool, { conversationId, seq: 1, leasedBy, policy });
      }),
    );
  }

  async function statesOf(replies: Replies): Promise<Map<string, string>> {
    const { rows } = await pool.query<{ readonly id: string; readonly state: string }>(
      `SELECT conversation_id AS id, state::text FROM reply WHERE conversation_id = ANY ($1)`,
      [[...replies.values()]],
    );
    const byId = new Map(rows.map(({ id, state }) => [id, state]));
    return new Map([...replies].map(([person, id]) => [person, byId.get(id) ?? 'nothing']));
  }
});

function isUnderWay(state: string, how: 'offer' | 'take over'): boolean {
  return (
    state === 'leased' || state === 'in_flight' || (how === 'take over' && state === 'pending')
  );
}

function urlFor({ instead }: FaultRow, url: string): string {
  if (instead === 'nobody') return 'http://127.0.0.1:9';
  return instead === 'no TLS' ? url.replace('http:', 'https:') : url;
}

/** How often the customer saw it on the phone. */
function seenBy({ sandbox }: ServedSandbox, externalId: string): number {
  const person = sandbox.people.find({ kind: 'external_id', value: externalId });
  const chat = person?.chat.toArray() ?? [];
  return chat.filter(({ status, campaignId }) => status === 'sent' && campaignId !== 'other')
    .length;
}
