import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresWordIndex } from '#adapters/postgres/words/postgres-word-index.ts';

import type { ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { eventually } from '../support/eventually.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();

describe('the search for words', () => {
  const api = new ServedApi(database);
  let pool: pg.Pool;
  let lead: ApiClient;
  beforeAll(async () => {
    await api.start();
    pool = ordinaryPool(database(), 4, 'search');
    lead = await api.person(['lead']);
  }, 120_000);
  afterAll(async () => {
    await pool.end();
    await api.stop();
  });

  const customer = async (...texts: readonly string[]): Promise<string> => {
    const name = `customer-${randomUUID()}`;
    let id = '';
    for (const message of texts) {
      const body = { user_id: name, phone_number: '+34600000001', message, profile_name: 'Ana' };
      const headers = { authorization: 'Bearer a-secret-for-tests-only' };
      const { body: answer } = await api
        .client()
        .send('POST', '/webhooks/braze/whatsapp', body, headers);
      id = (answer as { conversation_id: string }).conversation_id;
    }
    return id;
  };
  const readOn = async (limit = 100): Promise<void> => {
    const index = new PostgresWordIndex(pool);
    while ((await index.addUntold(limit, 0)) === limit);
  };
  const found = async (
    words: string,
    who = lead,
  ): Promise<readonly { conversation_id: string; snippet: string }[]> => {
    const { body } = await who.send('GET', `/api/desk/search?words=${encodeURIComponent(words)}`);
    return (body as { items: { conversation_id: string; snippet: string }[] }).items;
  };

  it('finds what customers wrote and colleagues noted, in any case and accent, the newest first', async () => {
    const first = await customer('Mi pedido llegó ROTO', 'hola');
    const second = await customer('otro pedido roto');
    const note = { key: randomUUID(), text: 'pidió un duplicado' };
    await lead.send('POST', `/api/conversations/${first}/notes`, note);
    await readOn();

    expect((await found('róto pedid')).map((each) => each.conversation_id)).toEqual([
      ...[second, first],
    ]);
    expect(await found('duplicado')).toMatchObject([
      { conversation_id: first, name: 'Ana', kind: 'noted', snippet: 'pidió un duplicado' },
    ]);
    expect(await found('pedido duplicado')).toEqual([]);
  });

  it('reads each line once, in pieces and by several at once, and what is new later', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.push(await customer(`zebra ${String(count)}`));

    await Promise.all([readOn(2), readOn(2), readOn(2)]);
    await readOn(2);
    expect((await found('zebra')).map((each) => each.conversation_id)).toEqual(ids.reverse());
    await readOn(2);

    const late = await customer('zebra at last');
    await readOn(2);
    expect((await found('zebra'))[0]?.conversation_id).toBe(late);
    const { rows } = await pool.query('SELECT count(*)::int AS lines FROM said_line');
    const { rows: log } = await pool.query(
      `SELECT count(*)::int AS lines FROM event WHERE payload->>'text' <> ''`,
    );
    expect(rows).toEqual(log);
  });

  it('finds what the service says that it wrote, a moment later and without looking for it', async () => {
    const id = await customer('an okapi');
    const seen = await eventually(
      () => found('okapi'),
      (lines) => lines.length > 0,
    );
    expect(seen).toMatchObject([{ conversation_id: id }]);
  });

  it('takes nothing in whose conversation was erased meanwhile, nor anything twice', async () => {
    const id = await customer('a tapir');
    const line = { conversationId: id, seq: 1, atMs: Date.now(), text: 'a tapir' };
    const index = new PostgresWordIndex(pool);
    await index.add([line, line]);
    await index.add([line, { ...line, conversationId: randomUUID() }]);

    const { rows } = await pool.query(
      `SELECT conversation_id AS id FROM said_line WHERE words @@ to_tsquery('simple', 'tapir')`,
    );
    expect(rows).toEqual([{ id }]);
  });

  it('shows nobody what is not theirs to see, and minds no strange words', async () => {
    const mine = await customer('agent', 'giraffe');
    await customer('giraffe');
    await readOn();
    const agent = await api.person(['agent'], ['care']);

    expect((await found('giraffe', agent)).map((each) => each.conversation_id)).toEqual([mine]);
    for (const strange of ["' OR 1=1 --", '& | ! :*', '((', '🙂🙂', "a'b\\"]) {
      expect(Array.isArray(await found(strange))).toBe(true);
    }
  });
});
