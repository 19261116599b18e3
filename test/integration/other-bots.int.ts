import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { HttpBot } from '#adapters/connectors/http-bot.ts';
import { webhookSignature } from '#adapters/connectors/webhook-signature.ts';
import { BOT_ANSWERS_PATH, createBotAnswersDoor } from '#adapters/http/answers/bot-answers-door.ts';
import { standBefore } from '#adapters/http/door/stand-before.ts';
import { PostgresAiLedger } from '#adapters/postgres/ai/postgres-ai-ledger.ts';
import { PostgresAwaitedCalls } from '#adapters/postgres/calls/postgres-awaited-calls.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import { AskBots } from '#app/ai/ask-bots.ts';
import { TakeBotAnswer } from '#app/ai/take-bot-answer.ts';
import type { BotEntry } from '#core/flow/model/connectors-file.ts';

import { Accepting } from '../support/accepting.ts';
import { aMessage, anArrival } from '../support/arrivals.ts';
import { Caller } from '../support/calls/caller.ts';
import {
  type SeenRequest,
  type ServedJson,
  serveJson,
  type StagedAnswer,
} from '../support/calls/serve-json.ts';
import { asContract, asRasa, BOT_SECRET } from '../support/calls/stand-in-bot.ts';
import { eventually } from '../support/eventually.ts';
import { A_BOT, aRelease } from '../support/flow/a-release.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const HELP = `
flow: advise
start: { keywords: [advise] }
slots:
  question: { type: text }
  said: { type: object, fields: { text: text, buttons: text, image: link, order: text } }
steps:
  ask: { ask: question, say: What would you like to know? }
  think:
    ai: Help.
    save: said
    timeout: 20s
    failed: { say: A person will look at it., goto: end }
  tell: { say: '{{ said.text }} ({{ said.buttons }}) {{ said.order }}', goto: end }
`;
const RELEASE = aRelease([HELP], A_BOT);
const database = useDatabase();

describe('other bots that answer ai steps', () => {
  let pool: pg.Pool;
  let accepting: Accepting;
  let system: ServedJson;
  let ledger: PostgresAiLedger;
  let staged: (request: SeenRequest) => StagedAnswer;
  let caller: Caller;
  let bots: readonly HttpBot[];
  let door: Server;
  let customer: string;

  beforeAll(async () => {
    pool = ordinaryPool(database(), 2, 'test');
    system = await serveJson((request) => staged(request));
    ledger = new PostgresAiLedger(database());
  });
  afterAll(async () => {
    await Promise.all([system.close(), ledger.close(), pool.end()]);
  });
  beforeEach(async () => {
    await pool.query('DELETE FROM call');
    customer = randomUUID();
    accepting = new Accepting(database(), { release: RELEASE });
  });
  afterEach(async () => {
    await caller.stop();
    await Promise.all(bots.map((bot) => bot.close()));
    await accepting.close();
    door.closeAllConnections();
    await new Promise((closed) => door.close(closed));
  });

  async function start(entries: Readonly<Record<string, Partial<BotEntry>>>): Promise<void> {
    const { incidents } = accepting;
    bots = Object.entries(entries).map(([name, entry]) => {
      const whole = {
        steps: 'all',
        allow_private: true,
        links: ['shop.test'],
        ...entry,
      } as BotEntry;
      const secret = (): string => (name === 'other' ? BOT_SECRET.replace('Y', 'Z') : BOT_SECRET);
      return new HttpBot(name, whole, secret, () => Date.now());
    });
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    const target = new AskBots({ ledger, clock: new MonotonicClock(), incidents, hash }, undefined);
    target.take(bots);
    caller = new Caller(database(), 'connectors: {}', accepting.acceptEvents, {}, target);
    await caller.beat(pool);
    caller.start();
    const taking = new TakeBotAnswer(
      new PostgresAwaitedCalls(pool),
      accepting.acceptEvents,
      new UuidV7Ids(),
      target,
    );
    door = createServer((_request, response) => response.writeHead(404).end());
    standBefore(door, BOT_ANSWERS_PATH, createBotAnswersDoor(taking, incidents));
    await new Promise<void>((opened) => door.listen(0, '127.0.0.1', opened));
  }
  const says = async (text: string): Promise<void> => {
    const to = { identities: [{ kind: 'external_id', value: customer }] } as const;
    await accepting.acceptEvents.execute([anArrival({ to, event: aMessage(text) })]);
    caller.calls.hint();
  };
  const texts = (): unknown[] =>
    accepting.effects.leased.map(({ properties }) => properties['external_system_msg_body']);
  const answer = (): Promise<unknown[]> =>
    eventually(
      () => texts().slice(1),
      (seen) => seen.length > 0,
    );
  const asks = async (question: string): Promise<unknown> => {
    await says('advise');
    await says(question);
    return (await answer())[0];
  };
  const tells = (
    body: unknown,
    more: { readonly at?: number; readonly secret?: string } = {},
  ): Promise<Response> => {
    const text = JSON.stringify(body);
    const timestamp = more.at ?? Math.floor(Date.now() / 1_000);
    const signed = { id: 'msg_1', timestamp, body: text };
    const { port } = door.address() as AddressInfo;
    return fetch(`http://127.0.0.1:${String(port)}${BOT_ANSWERS_PATH}`, {
      ...{ method: 'POST', body: text },
      headers: {
        ...{ 'webhook-id': 'msg_1', 'webhook-timestamp': String(timestamp) },
        'webhook-signature': webhookSignature([more.secret ?? BOT_SECRET], signed),
      },
    });
  };

  it('says what Rasa says, which hears a name that tells nothing', async () => {
    staged = asRasa;
    await start({ rasa: { rasa: system.url } });

    expect(await asks('Mail me at ana@example.org')).toBe(
      'You said: Mail me at [e-mail] (Yes\nNo) ',
    );
    const { sender } = JSON.parse(system.seen.at(-1)?.body ?? '{}') as { readonly sender: string };
    expect(sender).toMatch(/^[0-9a-f]{32}$/);
    expect(customer).not.toContain(sender);
  });

  it('takes `failed` where a bot links to where nobody has allowed it', async () => {
    staged = () => ({ json: { answer: { text: 'Pay at https://evil.test/now' } } });
    await start({ desk: { webhook: system.url, secret: '${S}' } });

    expect(await asks('How do I pay?')).toBe('A person will look at it.');
  });

  it('says at once what our contract answers at once', async () => {
    staged = asContract;
    await start({ desk: { webhook: system.url, secret: '${S}' } });

    expect(await asks('Where is it?')).toBe('You said: Where is it? (Yes) A1');
  });

  it('says later what is answered later: once, from the bot that was asked, signed just now', async () => {
    staged = () => ({ status: 202 });
    await start({
      desk: { webhook: system.url, secret: '${S}' },
      other: { webhook: system.url, secret: '${S}', steps: ['nothing.at_all'] },
    });
    const before = system.seen.length;
    await says('advise');
    await says('Where is it?');
    await eventually(
      () => system.seen.length,
      (seen) => seen > before,
    );
    const { id } = JSON.parse(system.seen.at(-1)?.body ?? '{}') as { readonly id: string };
    const body = { id, answer: { text: 'On its way.', buttons: ['Fine'] } };

    const old = Math.floor(Date.now() / 1_000) - 400;
    expect((await tells(body, { at: old })).status).toBe(401);
    expect(
      (await tells(body, { secret: `whsec_${Buffer.from('guessed').toString('base64')}` })).status,
    ).toBe(401);
    expect((await tells(body, { secret: BOT_SECRET.replace('Y', 'Z') })).status).toBe(401);
    expect((await tells({ id: 'x', answer: {} })).status).toBe(400);
    expect(texts()).toHaveLength(1);

    expect(await (await tells(body)).json()).toEqual({ status: 'taken' });
    expect(await (await tells(body)).json()).toEqual({ status: 'late' });
    expect(texts().slice(1)).toEqual(['On its way. (Fine) ']);
    const { rows } = await pool.query('SELECT state FROM call');
    expect(rows).toEqual([{ state: 'answered' }]);
  });
});
