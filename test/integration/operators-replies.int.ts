import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { PostgresReplyDesk } from '#adapters/postgres/operators/postgres-reply-desk.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresReplyOutbox } from '#adapters/postgres/replies/postgres-reply-outbox.ts';
import type { OperatorsVerb } from '#core/feedback/operators-verbs.ts';

import { useDatabase } from '../support/postgres/use-database.ts';
import { bearConversation, repliesOf, statesOf, writeReply } from '../support/reply-rows.ts';

const database = useDatabase();
const REPLICA = '0190a1b2-0000-7000-8000-00000000000a';

describe('PostgresReplyDesk', () => {
  let pool: pg.Pool;
  let desk: PostgresReplyDesk;
  beforeAll(() => {
    pool = ordinaryPool(database(), 4, 'test');
    desk = new PostgresReplyDesk(pool);
  });
  afterAll(() => pool.end());

  const inState = async (state: string, more: Record<string, string> = {}): Promise<string> => {
    const conversationId = await bearConversation(pool);
    const leasedBy = state === 'leased' || state === 'in_flight' ? { leasedBy: REPLICA } : {};
    await writeReply(pool, { conversationId, seq: 1, state, attempt: 1, ...leasedBy, ...more });
    await pool.query("UPDATE reply SET reason = 'cut' WHERE conversation_id = $1", [
      conversationId,
    ]);
    return conversationId;
  };
  const change = async (verb: OperatorsVerb, conversationId: string, seq = 1): Promise<string> => {
    const replies = [{ conversationId, seq, idx: 0 }];
    const wish = { verb, replies, actor: 'ops', reason: 'asked by phone' };
    return (await desk.change(wish))[0]?.outcome ?? 'none';
  };
  const audited = async (conversationId: string): Promise<unknown[]> => {
    const sql =
      "SELECT actor, action, details FROM audit WHERE subject LIKE $1 || ':%' ORDER BY id";
    return (await pool.query<Record<string, unknown>>(sql, [conversationId])).rows;
  };

  it('lists what needs somebody, by kind, and nothing that is well', async () => {
    const ids = {
      stuck: await inState('pending', { dueAt: "parley_now() - interval '2 min'" }),
      wire: await inState('in_flight', { dueAt: "parley_now() - interval '2 min'" }),
      ambiguous: await inState('ambiguous'),
      held: await inState('held'),
      failed: await inState('failed'),
      expired: await inState('expired'),
      sent: await inState('sent'),
      fresh: await inState('pending'),
      undelivered: await inState('sent'),
    };
    await pool.query(
      `INSERT INTO delivery (conversation_id, seq, idx, failed_at, failure, code)
       VALUES ($1, 1, 0, parley_now(), 'failed', '131047')`,
      [ids.undelivered],
    );

    const listed = await desk.list({ limit: 50 });

    const troubleOf = (id: string): unknown =>
      listed.filter(({ reply }) => reply.conversationId === id).map(({ trouble }) => trouble);
    expect(Object.entries(ids).map(([name, id]) => [name, troubleOf(id)])).toEqual([
      ...[
        ['stuck', ['stuck']],
        ['wire', ['stuck']],
      ],
      ...[
        ['ambiguous', ['ambiguous']],
        ['held', ['ambiguous']],
      ],
      ...[
        ['failed', ['dead']],
        ['expired', ['dead']],
        ['sent', []],
        ['fresh', []],
      ],
      ['undelivered', ['undelivered']],
    ]);
    const one = await desk.list({ limit: 50, trouble: 'ambiguous', conversationId: ids.held });
    expect(one).toMatchObject([{ state: 'held', reason: 'cut', step: 'flow.step', attempt: 1 }]);
  });

  it.each([
    ['retry', 'failed', 'pending'],
    ['retry', 'pending', 'pending'],
    ['resend', 'ambiguous', 'pending'],
    ['resend', 'held', 'pending'],
    ['resend', 'sent', 'pending'],
    ['drop', 'pending', 'cancelled'],
    ['drop', 'leased', 'cancelled'],
    ['drop', 'ambiguous', 'cancelled'],
    ['drop', 'held', 'cancelled'],
    ['drop', 'failed', 'cancelled'],
    ['drop', 'expired', 'cancelled'],
  ] as const)('can %s what is %s', async (verb, state, becomes) => {
    const id = await inState(state);

    expect(await change(verb, id)).toBe('done');

    expect(await repliesOf(pool, id)).toMatchObject([
      { state: becomes, reason: `${verb} by ops: asked by phone` },
    ]);
    expect(await audited(id)).toEqual([
      { actor: 'ops', action: `reply.${verb}`, details: { reason: 'asked by phone', was: state } },
    ]);
  });

  it.each([
    ['retry', 'ambiguous'],
    ['retry', 'sent'],
    ['retry', 'in_flight'],
    ['retry', 'expired'],
    ['resend', 'failed'],
    ['resend', 'in_flight'],
    ['resend', 'leased'],
    ['drop', 'in_flight'],
    ['drop', 'sent'],
    ['drop', 'cancelled'],
  ] as const)('does not %s what is %s', async (verb, state) => {
    const id = await inState(state);

    expect(await change(verb, id)).toBe('wrong-state');

    expect(await statesOf(pool, id)).toEqual([state]);
    expect(await audited(id)).toEqual([]);
  });

  it('sends nothing whose time is over, and nothing to who has opted out', async () => {
    const late = await inState('failed', { expiresAt: "parley_now() - interval '1 s'" });
    const gone = await inState('held');
    await pool.query("UPDATE conversation SET owner = 'nobody' WHERE id = $1", [gone]);

    expect(await change('retry', late)).toBe('window-over');
    expect(await change('resend', gone)).toBe('opted-out');
    expect(await change('drop', gone)).toBe('done');
    expect(await change('drop', gone, 7)).toBe('not-found');
  });

  it('forgets what was told of a reply that is sent again', async () => {
    const id = await inState('sent');
    await pool.query(
      `INSERT INTO delivery (conversation_id, seq, idx, failed_at, failure)
       VALUES ($1, 1, 0, parley_now(), 'failed')`,
      [id],
    );

    await change('resend', id);

    const shown = await desk.get({ conversationId: id, seq: 1, idx: 0 });
    expect(shown).toMatchObject({ state: 'pending', failedAtMs: undefined, failure: undefined });
  });

  it('lets one of ten operators have a reply, and says so once', async () => {
    const id = await inState('held');

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => change('resend', id)));

    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await audited(id)).toHaveLength(1);
  });

  it('never lets a reply both be dropped and leave', async () => {
    const outbox = new PostgresReplyOutbox(database(), REPLICA);
    for (let round = 0; round < 20; round += 1) {
      const conversationId = await bearConversation(pool);
      const reply = await writeReply(pool, { conversationId, seq: 1, leasedBy: REPLICA });

      const [going, dropped] = await Promise.all([
        outbox.markInFlight([reply]),
        change('drop', conversationId),
      ]);

      expect([going.size, dropped]).toEqual(going.size === 1 ? [1, 'wrong-state'] : [0, 'done']);
    }
    await outbox.close();
  });
});
