import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { PostgresConversationViews } from '#adapters/postgres/conversation-views/postgres-conversation-views.ts';
import { PostgresProfileChanges } from '#adapters/postgres/feedback/postgres-profile-changes.ts';
import { PostgresBlockList } from '#adapters/postgres/handoff/postgres-block-list.ts';
import { BlockCustomer } from '#app/handoff/block-customer.ts';
import { CustomerBlocked, NotBlocked, NotYours } from '#app/handoff/handoff-errors.ts';
import { EVERYTHING } from '#core/access/scope.ts';

import { aMessage, anArrival } from '../support/arrivals.ts';
import { DeskReplica } from '../support/desk-replica.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const ASKING = `
flow: asking
start: { keywords: [help me] }
slots: { topic: { type: text } }
steps: { what: { ask: topic, say: What is it about?, silence: { after: 1h, goto: end }, goto: end } }
`;
const RELEASE = aRelease([ASKING], A_BOT);

describe('blocking on Postgres', () => {
  let desk: DeskReplica;
  let blocking: BlockCustomer;
  let list: PostgresBlockList;
  let views: PostgresConversationViews;

  beforeAll(() => {
    desk = new DeskReplica(database(), RELEASE);
    blocking = new BlockCustomer(desk.door);
    list = new PostgresBlockList(desk.pool);
    views = new PostgresConversationViews(desk.pool);
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.comes('ann'));
  afterEach(async () => {
    const { rows } = await desk.pool.query(`
      SELECT c.id FROM conversation c LEFT JOIN block b ON b.conversation_id = c.id
      WHERE (b.conversation_id IS NOT NULL) <> (coalesce(c.snapshot->>'value', '') LIKE '{"blocked"%')`);
    expect(rows).toEqual([]);
    await desk.pool.query(
      'TRUNCATE conversation, identity, event, reply, timer, handoff, block, media',
    );
  });

  async function writes(text: string, customer: string, ...media: string[]): Promise<string> {
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    const arrival = anArrival({ to, event: aMessage(text, { media }) });
    const receipt = await desk.accepting.acceptEvents.accept(arrival);
    expect(receipt.status).toBe('accepted');
    return receipt.conversationId;
  }

  async function count(table: string, where = 'true'): Promise<number> {
    const { rowCount } = await desk.pool.query(`SELECT 1 FROM ${table} WHERE ${where}`);
    return rowCount ?? 0;
  }

  const all = { before: undefined, limit: 10 };

  it('keeps what is written and answers nothing, until somebody unblocks', async () => {
    const id = await writes('help me', 'zed');
    expect(await count('timer')).toBe(1);

    await blocking.block(id, { by: 'lee', reason: 'threats' });

    expect(await count('timer')).toBe(0);
    expect(await count('reply', `state IN ('pending', 'leased')`)).toBe(0);
    expect(await count('reply', `reason = 'The customer was blocked'`)).toBe(1);
    for (const text of ['hello', 'agent', 'help me']) {
      await writes(text, 'zed', 'https://a.example/1');
    }
    expect(await count('event', `kind = 'message'`)).toBe(4);
    expect(await count('reply')).toBe(1);
    expect(await count('media')).toBe(0);
    expect(await list.list(all, EVERYTHING)).toMatchObject([
      {
        conversationId: id,
        recipient: { value: 'zed' },
        by: 'lee',
        reason: 'threats',
        until: undefined,
      },
    ]);
    expect((await views.one(id, EVERYTHING))?.blocked).toMatchObject({ by: 'lee' });

    await blocking.unblock(id, 'lee');
    expect(await list.list(all, EVERYTHING)).toEqual([]);
    expect((await views.one(id, EVERYTHING))?.blocked).toBeUndefined();
    await writes('help me', 'zed');
    expect(await count('reply')).toBe(2);
  });

  it('takes a customer out of the line and from their agent, whose last words are not said', async () => {
    const id = await writes('agent', 'zed');
    await expect(blocking.block(id, { by: 'ann', from: 'ann', reason: 'x' })).rejects.toThrow(
      NotYours,
    );
    await desk.claim.execute(id, 'ann');
    await desk.door.enter(id, { kind: 'agent-reply', agent: 'ann', text: 'Please stay polite' });

    await blocking.block(id, { by: 'ann', from: 'ann', reason: 'insults' });

    expect(await count('handoff', 'ended_at IS NULL')).toBe(0);
    expect(await count('handoff', `ended_how = 'blocked' AND ended_by = 'ann'`)).toBe(1);
    expect(await count('reply', `sender = 'agent' AND state = 'cancelled'`)).toBe(1);
    await expect(desk.claim.execute(id, 'ann')).rejects.toThrow();
    await expect(desk.door.enter(id, { kind: 'agent-took', agent: 'ann' })).rejects.toThrow(
      CustomerBlocked,
    );
    await expect(blocking.unblock(randomUUID(), 'lee')).rejects.toThrow();
  });

  it('ends by the clock where it was for a time, and says so', async () => {
    const id = await writes('hello', 'zed');
    await blocking.block(id, { by: 'lee', reason: 'spam', hours: 2 });
    const [block] = await list.list(all, EVERYTHING);
    const [{ due } = { due: undefined }] = (
      await desk.pool.query<{ due: Date }>(
        `SELECT due_at AS due FROM timer WHERE id = 'block.until'`,
      )
    ).rows;
    expect(block?.until).toEqual(due);

    await desk.accepting.acceptEvents.accept(
      anArrival({
        to: { conversationId: id },
        event: { kind: 'timer', timer: 'block.until', gen: 2 },
      }),
    );

    expect(await list.list(all, EVERYTHING)).toEqual([]);
    await expect(blocking.unblock(id, 'lee')).rejects.toThrow(NotBlocked);
  });

  it('goes by the last word where several come at once', async () => {
    const id = await writes('hello', 'zed');

    await Promise.all([
      blocking.block(id, { by: 'lee', reason: 'first' }),
      blocking.unblock(id, 'lee'),
      blocking.block(id, { by: 'lou', reason: 'second' }),
    ]);

    expect(await list.list(all, EVERYTHING)).toMatchObject([{ reason: 'second' }]);
  });

  it('shows leads of some queues who came from these, and is erased with the customer', async () => {
    const id = await writes('agent', 'zed');
    await blocking.block(id, { by: 'lee', reason: 'threats' });
    const scope = (queue: string) => ({ kind: 'some', queues: [queue], agent: 'lea' }) as const;

    expect(await list.list(all, scope('returns'))).toEqual([]);
    expect(await list.list(all, scope('care'))).toHaveLength(1);

    await new PostgresProfileChanges(desk.pool).erase(
      [{ kind: 'external_id', value: 'zed' }],
      'e1',
    );
    expect(await count('block')).toBe(0);
  });
});
