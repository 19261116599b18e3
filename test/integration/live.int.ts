import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PostgresLiveWire } from '#adapters/postgres/live/postgres-live-wire.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { News } from '#app/live/news.ts';
import type { LiveEar } from '#app/ports/live-wire.ts';

import type { ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { eventually } from '../support/eventually.ts';
import { Listener } from '../support/live/listen.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const PATIENCE_MS = 30_000;
const database = useDatabase();

describe('open pages', () => {
  const here = new ServedApi(database);
  const there = new ServedApi(database);
  let admin: ApiClient;
  const listeners: Listener[] = [];

  beforeAll(async () => {
    await here.start();
    await there.start();
    admin = await here.admin();
  }, 120_000);
  afterAll(async () => {
    for (const listener of listeners) listener.stop();
    await here.stop();
    await there.stop();
  });

  async function says(name: string, message: string, at = here): Promise<string> {
    const body = { user_id: name, phone_number: '+34600000001', message };
    const { body: answer } = await at.client().send('POST', '/webhooks/braze/whatsapp', body, {
      authorization: 'Bearer a-secret-for-tests-only',
    });
    return (answer as { conversation_id: string }).conversation_id;
  }

  async function opens(person: ApiClient, watch: string, at = here): Promise<Listener> {
    const listener = await Listener.open(at.url, person, watch);
    listeners.push(listener);
    await eventually(() => listener.told('hello').length, Boolean, PATIENCE_MS);
    return listener;
  }

  /** What the pages were brought of a conversation, with the words in it. */
  function broughtTo(page: Listener): string {
    return JSON.stringify(page.told('changed'));
  }

  it('are brought what a customer wrote, as the API would answer it', async () => {
    const name = randomUUID();
    const id = await says(name, 'menu');
    await admin.send('POST', `/api/conversations/${id}/take`);
    const page = await opens(admin, id);

    await says(name, 'where is my parcel?');

    const told = await eventually(
      () => page.told('changed').find((changed) => JSON.stringify(changed).includes('parcel')),
      (found) => found !== undefined,
      PATIENCE_MS,
    );
    const { body: one } = await admin.send('GET', `/api/conversations/${id}`);
    const { body: read } = await admin.send('GET', `/api/conversations/${id}/transcript?limit=1`);
    expect(told).toMatchObject({
      conversations: [
        { id, seq: 3, conversation: one, entries: (read as { items: object[] }).items },
      ],
    });
  });

  it('are brought it by the replica that they are at, whichever took the message', async () => {
    const name = randomUUID();
    const id = await says(name, 'menu');
    const page = await opens(admin, id, there);
    // The other replica sees within a second that somebody listens.
    const text = await eventually(
      async () => {
        await says(name, 'are you there?');
        return broughtTo(page);
      },
      (brought) => brought.includes('are you there?'),
      PATIENCE_MS,
    );

    expect(text).toContain('"entries"');
  });

  it('are brought nothing that their person may not see', async () => {
    const name = randomUUID();
    const id = await says(name, 'menu');
    await here.write(
      `INSERT INTO handoff (conversation_id, seq, queue, reason, priority, requested_at, ended_at)
       VALUES ($1, 1, 'care', 'asked', 'normal', parley_now(), parley_now())`,
      [id],
    );
    const ofCare = await here.person(['agent'], ['care']);
    const page = await opens(ofCare, id);
    const lead = await opens(admin, id);
    await here.write(`UPDATE handoff SET queue = 'returns' WHERE conversation_id = $1`, [id]);

    await says(name, 'my card number is secret');

    await eventually(
      () => broughtTo(lead),
      (text) => text.includes('secret'),
      PATIENCE_MS,
    );
    await eventually(
      () => broughtTo(page),
      (text) => text.includes(id),
      PATIENCE_MS,
    );
    expect(broughtTo(page)).not.toContain('secret');
  });
});

describe('PostgresLiveWire', () => {
  class AnEar implements LiveEar {
    readonly heard: News[] = [];
    gaps = 0;
    readonly news = (news: News): void => {
      this.heard.push(news);
    };
    readonly gap = (): void => {
      this.gaps += 1;
    };
  }

  it('tells other replicas while they listen, and says after a break that something may be missing', async () => {
    const pool = ordinaryPool(database(), 2, 'test');
    const [one, other] = ['one', 'other'].map((id) => new PostgresLiveWire(database(), pool, id));
    const ear = new AnEar();
    try {
      expect(one?.othersListen).toBe(false);
      other?.listen(ear);
      await eventually(() => ear.gaps, Boolean, PATIENCE_MS);
      await eventually(() => one?.othersListen, Boolean, PATIENCE_MS);

      one?.send(new News().touch('c1', 4, [4]));
      other?.send(new News().touch('c2', 1));
      await eventually(() => ear.heard.length, Boolean, PATIENCE_MS);
      expect(ear.heard).toEqual([new News().touch('c1', 4, [4])]);

      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'parley live other'`,
      );
      await eventually(
        () => ear.gaps,
        (gaps) => gaps === 2,
        PATIENCE_MS,
      );
      one?.send(new News().touch('c3', 2, [2]));
      await eventually(
        () => ear.heard.length,
        (count) => count === 2,
        PATIENCE_MS,
      );

      await other?.close();
      await eventually(
        () => one?.othersListen,
        (listen) => listen === false,
        PATIENCE_MS,
      );
    } finally {
      await one?.close();
      await other?.close();
      await pool.end();
    }
  });
});
