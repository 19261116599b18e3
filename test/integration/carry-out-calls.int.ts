import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { PostgresOldCalls } from '#adapters/postgres/calls/postgres-old-calls.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import type { Receipt } from '#app/accept-events/arrival.ts';
import { ForgetOldCalls } from '#app/calls/forget-old-calls.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { Caller } from '../support/calls/caller.ts';
import { type ServedJson, serveJson, type StagedAnswer } from '../support/calls/serve-json.ts';
import { eventually } from '../support/eventually.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const BOT = `${A_BOT}
connectors:
  orders.find: { policy: safe }
  orders.cancel: { policy: once }
  orders.nowhere: { policy: safe }
`;
const flow = (name: string, connector: string, timeout: string): string => `
flow: ${name}
start: { keywords: [${name}] }
slots: { status: { type: text } }
steps:
  find:
    call: ${connector}
    with: { number: AB 1 }
    save: status
    timeout: ${timeout}
    failed: { say: It broke., goto: end }
    timed_out: { say: Too slow., goto: end }
  tell: { say: 'It is {{ status }}.', goto: end }
`;
const RELEASE = aRelease(
  [
    flow('track', 'orders.find', '30s'),
    flow('refund', 'orders.cancel', '30s'),
    flow('lost', 'orders.nowhere', '30s'),
    flow('hasty', 'orders.find', '1s'),
  ],
  BOT,
);
const database = useDatabase();

describe('calls carried out on Postgres', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let system: ServedJson;
  let caller: Caller;
  let customer: string;
  let answer: (nth: number) => StagedAnswer;

  beforeAll(() => {
    pool = ordinaryPool(database(), 3, 'test');
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    await pool.query('DELETE FROM call');
    customer = randomUUID();
    answer = () => ({ json: { order: { status: 'shipped' } } });
    accepting = new Accepting(database(), { release: RELEASE });
    system = await serveJson((_request, nth) => answer(nth));
    caller = aCaller();
    await caller.beat(pool);
    caller.start();
  });
  afterEach(async () => {
    await caller.stop();
    await Promise.all([accepting.close(), system.close()]);
  });

  function aCaller(): Caller {
    const connectors = `
secrets: [ORDERS_TOKEN]
connectors:
  orders.find:
    url: ${system.url}/orders/{{ number }}
    auth: { bearer: "\${ORDERS_TOKEN}" }
    answer: /order/status
    allow_private: true
  orders.cancel:
    url: ${system.url}/cancel
    method: POST
    body: { number: "{{ number }}" }
    answer: /order/status
    allow_private: true
`;
    return new Caller(database(), connectors, accepting.acceptEvents, { ORDERS_TOKEN: 'sesame' });
  }
  const accept = async (event: ConversationEvent): Promise<Receipt> => {
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    const [receipt] = await accepting.acceptEvents.execute([anArrival({ to, event })]);
    if (receipt === undefined) throw new Error('No receipt');
    return receipt;
  };
  const says = (text: string): Promise<Receipt> => accept(aMessage(text));
  const texts = (): unknown[] =>
    accepting.effects.leased.map(({ properties }) => properties['external_system_msg_body']);
  const rows = async (): Promise<readonly Record<string, unknown>[]> =>
    (
      await pool.query<Record<string, unknown>>(
        'SELECT state, attempt, reason, late_value FROM call ORDER BY conversation_id, seq, idx',
      )
    ).rows;
  const settled = () =>
    eventually(rows, (seen) =>
      seen.every(({ state }) => state !== 'pending' && state !== 'in_flight'),
    );

  it('asks as the operator said and carries the answer on', async () => {
    await says('track');
    caller.calls.hint();

    expect(await settled()).toEqual([
      { state: 'answered', attempt: 1, reason: null, late_value: null },
    ]);
    expect(texts()).toEqual(['It is shipped.']);
    expect(system.seen).toMatchObject([
      { method: 'GET', path: '/orders/AB%201', headers: { authorization: 'Bearer sesame' } },
    ]);
  });

  it('asks again what may be asked again, and carries the answer on once', async () => {
    answer = (nth) => (nth < 3 ? { status: 500 } : { json: { order: { status: 'late' } } });
    await says('track');

    expect(await settled()).toMatchObject([{ state: 'answered', attempt: 3 }]);
    expect(texts()).toEqual(['It is late.']);
  });

  it('takes `failed` at once where nobody knows whether it was done and it must not be twice', async () => {
    answer = () => ({ cut: 'before' });
    await says('refund');

    expect(await settled()).toMatchObject([{ state: 'failed', attempt: 1 }]);
    expect(texts()).toEqual(['It broke.']);
    expect(system.seen).toHaveLength(1);
  });

  it('takes `failed` for a connector that no operator has named', async () => {
    await says('lost');

    expect(await settled()).toMatchObject([{ state: 'failed' }]);
    expect(texts()).toEqual(['It broke.']);
  });

  it('keeps an answer that nobody waits for on its row, and says nothing', async () => {
    answer = () => ({ json: { order: { status: 'shipped' } }, afterMs: 800 });
    const { conversationId } = await says('track');
    await eventually(rows, ([row]) => row?.['state'] === 'in_flight');
    await accepting.acceptEvents.execute([
      anArrival({ to: { conversationId }, event: { kind: 'agent-took', agent: 'ana' } }),
    ]);

    expect(await settled()).toMatchObject([{ state: 'late', late_value: 'shipped' }]);
    expect(texts()).not.toContain('It is shipped.');
  });

  it('asks nothing for a customer whom a person has taken over meanwhile', async () => {
    await caller.stop();
    const { conversationId } = await says('track');
    await accepting.acceptEvents.execute([
      anArrival({ to: { conversationId }, event: { kind: 'agent-took', agent: 'ana' } }),
    ]);
    caller = aCaller();
    await caller.beat(pool);
    caller.start();

    expect(await settled()).toMatchObject([{ state: 'expired', attempt: 0 }]);
    expect(system.seen).toEqual([]);
  });

  it('asks again for a replica that died, unless that must not be', async () => {
    await caller.stop();
    await says('track');
    customer = randomUUID();
    await says('refund');
    await pool.query(
      `UPDATE call SET state = 'in_flight', attempt = 1, leased_by = gen_random_uuid(),
              in_flight_at = parley_now()`,
    );
    caller = aCaller();
    await caller.beat(pool);
    caller.start();

    const seen = await settled();
    expect(seen.map(({ state }) => state).sort()).toEqual(['answered', 'failed']);
    expect(texts().sort()).toEqual(['It broke.', 'It is shipped.']);
    expect(system.seen).toHaveLength(1);
  });

  it('forgets what was settled long ago, and nothing that is younger or still waits', async () => {
    await says('track');
    await settled();
    customer = randomUUID();
    await says('track');
    await settled();
    await pool.query(
      `UPDATE call SET settled_at = parley_now() - interval '31 days'
       WHERE conversation_id = (SELECT min(conversation_id::text)::uuid FROM call)`,
    );
    await pool.query(
      `INSERT INTO ai_question (conversation_id, seq, at, step, model, prompt_hash, tokens_in,
                                tokens_out, latency_ms, outcome)
       SELECT gen_random_uuid(), 1, parley_now() - age * interval '1 day', '', '', '', 1, 1, 1, ''
       FROM unnest(ARRAY[1, 89, 91]) AS a (age)`,
    );

    await new ForgetOldCalls(new PostgresOldCalls(pool), accepting.incidents).execute();

    expect(await rows()).toHaveLength(1);
    const { rows: questions } = await pool.query('SELECT 1 FROM ai_question');
    expect(questions).toHaveLength(2);
  });

  it('leaves the end of the waiting to the step where its time is over', async () => {
    answer = () => ({ afterMs: 5_000 });
    await says('hasty');

    expect(await settled()).toMatchObject([{ state: 'expired' }]);
    expect(texts()).toEqual([]);
  });
});
