import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresReplyOutbox } from '#adapters/postgres/replies/postgres-reply-outbox.ts';
import { PostgresDueTimers } from '#adapters/postgres/timers/postgres-due-timers.ts';
import { canvasOf } from '#adapters/sandbox/messaging/campaign-of-layout.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import type { Arrival, Receipt } from '#app/accept-events/arrival.ts';
import { FireTimers } from '#app/fire-timers/fire-timers.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { Deliverer } from '../support/deliverer.ts';
import { eventually } from '../support/eventually.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { statesOf } from '../support/reply-rows.ts';
import { serveSandbox } from '../support/sandbox/serve-sandbox.ts';

const BOT = `${A_BOT}
  hello_again: { campaign: c-template, template: true, properties: { name: text } }
connectors: { orders.find: { policy: idempotent } }
canvases: { rebooked: { canvas: canvas-1 } }
`;
const TRACK = `
flow: track
start: { keywords: [track] }
slots: { status: { type: text } }
steps:
  find:
    call: orders.find
    with: { number: 42 }
    save: status
    timeout: 5s
    failed: { say: It broke., goto: end }
    timed_out: { say: Too slow., goto: end }
  tell: { say: 'It is {{ status }}.', goto: end }
`;
const REBOOK = `
flow: rebook
start: { keywords: [rebook] }
steps:
  enter: { canvas: rebooked, with: { seats: 2 } }
  remind: { say: [Free., { text: Ana, reply: hello_again, after: 2s }], goto: end }
`;
const RELEASE = aRelease([TRACK, REBOOK], BOT);
const HOUR_MS = 3_600_000;
const database = useDatabase();

const NOBODY_WAITS = { many: () => Promise.resolve(new Map()) };

describe('calls, templates and Canvases on Postgres', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let customer: string;

  beforeAll(() => {
    pool = ordinaryPool(database(), 3, 'test');
  });
  afterAll(() => pool.end());
  beforeEach(() => {
    customer = randomUUID();
    accepting = new Accepting(database(), { release: RELEASE });
  });
  afterEach(() => accepting.close());

  const accept = async (
    event: ConversationEvent,
    more: Partial<Arrival> = {},
  ): Promise<Receipt> => {
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    const [receipt] = await accepting.acceptEvents.execute([anArrival({ to, event, ...more })]);
    if (receipt === undefined) throw new Error('No receipt');
    return receipt;
  };
  const says = (text: string): Promise<Receipt> => accept(aMessage(text));
  const texts = (): unknown[] =>
    accepting.effects.leased.map(({ properties }) => properties['external_system_msg_body']);
  const first = async (sql: string, id: string): Promise<Record<string, unknown> | undefined> =>
    (await pool.query<Record<string, unknown>>(sql, [id])).rows[0];

  it('writes a call as a row and carries its answer on', async () => {
    const { conversationId, seq } = await says('track');

    const row = await first(
      `SELECT seq, idx, target, request, policy, step, state, attempt,
              (extract(epoch FROM expires_at - due_at) * 1000)::int AS timeout_ms
       FROM call WHERE conversation_id = $1`,
      conversationId,
    );
    expect(row).toEqual({
      ...{ seq, idx: 0, target: 'orders.find', request: { number: 42 }, policy: 'idempotent' },
      ...{ step: 'track.find', state: 'pending', attempt: 0, timeout_ms: 5_000 },
    });

    await accept({ kind: 'call-result', callSeq: seq, value: 'shipped' });
    const again = await accept({ kind: 'call-result', callSeq: seq, value: 'lost' });

    expect(texts()).toEqual(['It is shipped.']);
    expect(again.status).toBe('ignored');
  });

  it('goes on without an answer when nobody gives one in time', async () => {
    const { seq } = await says('track');
    const timers = new PostgresDueTimers(pool);
    const { acceptEvents, incidents } = accepting;
    const fireTimers = new FireTimers(
      timers,
      acceptEvents,
      NOBODY_WAITS,
      new UuidV7Ids(),
      incidents,
    );

    await fireTimers.execute();
    expect(texts()).toEqual([]);

    await pool.query("UPDATE timer SET due_at = parley_now() - interval '1 millisecond'");
    await fireTimers.execute();
    const late = await accept({ kind: 'call-result', callSeq: seq, value: 'shipped' });

    expect(texts()).toEqual(['Too slow.']);
    expect(late.status).toBe('ignored');
  });

  it('says what stands around a Canvas before and after it', async () => {
    const served = await serveSandbox();
    served.sandbox.knowCanvases([canvasOf('rebooked', { canvas: 'canvas-1' })]);
    served.sandbox.knowCampaigns(['c-text', 'c-template']);
    const deliverer = new Deliverer(database(), served.url);
    await deliverer.beat(pool);

    const { conversationId } = await says('rebook');
    await pool.query("UPDATE reply SET state = 'pending', leased_by = NULL, delay_ms = 0");
    deliverer.deliver.hint([conversationId]);
    await eventually(
      () => statesOf(pool, conversationId),
      (states) => states.every((state) => state === 'sent'),
    );
    const person = served.sandbox.people.find({ kind: 'external_id', value: customer });
    await deliverer.stop();
    await served.close();

    expect(person?.chat.toArray().map(({ content }) => content)).toEqual([
      { kind: 'template', text: 'rebooked (seats: 2)' },
      { kind: 'text', text: 'Free.' },
      { kind: 'text', text: '' },
    ]);
  });

  it('lets a template and a Canvas leave when the window is over, and free words not', async () => {
    const { conversationId } = await says('rebook');
    const { rows } = await pool.query<{ carrier: string; left_ms: number }>(
      `SELECT r.carrier, (extract(epoch FROM r.expires_at - c.last_event_at) * 1000)::float8 AS left_ms
       FROM reply r JOIN conversation c ON c.id = r.conversation_id
       WHERE r.conversation_id = $1 ORDER BY r.idx`,
      [conversationId],
    );
    expect(rows.map(({ carrier }) => carrier)).toEqual(['canvas', 'campaign', 'template']);
    expect(rows.map(({ left_ms }) => left_ms >= 24 * HOUR_MS)).toEqual([true, false, true]);

    // As if the window had closed just now.
    await pool.query(
      `UPDATE reply SET expires_at = expires_at - (SELECT min(expires_at) - parley_now()
         FROM reply WHERE conversation_id = $1) WHERE conversation_id = $1`,
      [conversationId],
    );
    const outbox = new PostgresReplyOutbox(database(), accepting.replicaId);
    const [canvas, free] = accepting.effects.leased;
    if (canvas === undefined || free === undefined) throw new Error('Two replies were leased');
    expect(canvas).toMatchObject({ carrier: 'canvas', campaignId: 'canvas-1' });

    expect([...(await outbox.markInFlight([canvas]))]).toEqual([0]);
    const delivered = { state: 'sent', isAmbiguous: false, delayMs: 0 } as const;
    await outbox.settle([
      {
        ...{ ...canvas, ...delivered, attempt: 1, leasesNext: true },
        ...{ reason: undefined, dispatchId: undefined },
      },
    ]);
    expect([...(await outbox.markInFlight([free]))]).toEqual([]);
    expect(await outbox.resolveRefused([free])).toEqual(['expired']);
    const [next] = await outbox.leaseHeads([conversationId]);
    await outbox.close();

    expect(next ?? accepting.effects.leased[2]).toMatchObject({ carrier: 'template' });
  });
});
