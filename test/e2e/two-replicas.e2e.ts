import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';

import {
  type Answered,
  message,
  sendAsBraze,
  type SentMessage,
} from '../support/e2e/braze-sender.ts';
import { Aftermath } from '../support/e2e/invariants.ts';
import { buildOnce, ParleyProcess } from '../support/e2e/parley-process.ts';
import { WatchedBraze } from '../support/e2e/watched-braze.ts';
import { freePort } from '../support/free-port.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const PATIENCE_MS = 240_000;
const ROUNDS = 30;

// Empty: the first replica brings it to its schema.
const database = useDatabase('template0');

describe('two replicas on one Postgres', () => {
  let braze: WatchedBraze;
  let aftermath: Aftermath;
  let pool: pg.Pool;
  let one: ParleyProcess;
  let other: ParleyProcess;

  beforeAll(async () => {
    buildOnce();
    braze = await WatchedBraze.open(20);
    aftermath = new Aftermath(database());
    pool = ordinaryPool(database(), 1, 'barrier');
    const environment = { ...braze.environment, DATABASE_URL: database() };
    one = new ParleyProcess(await freePort(), environment);
    other = new ParleyProcess(await freePort(), environment);
    await Promise.all([one.start(), other.start()]);
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await Promise.all([pool.end(), aftermath.close()]);
    await braze.close();
  }, PATIENCE_MS);

  /** Holds the conversation's lock until both replicas wait for it. */
  async function behindABarrier<T>(conversationId: string, work: () => Promise<T>): Promise<T> {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [conversationId]);
    const working = work();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await client.query('COMMIT');
    client.release();
    return working;
  }

  it(
    'keep one customer’s messages apart, whichever of them gets which',
    async () => {
      const first = message('ana', 'hello');
      const { conversation_id: conversationId } = await sendAsBraze(() => one.url, first);
      const sent: SentMessage[] = [first];
      const twice: (readonly Answered[])[] = [];

      for (let round = 0; round < ROUNDS; round += 1) {
        const a = message('ana', 'opening hours');
        const b = message('ana', 'menu');
        const both = message('ana', 'track my order');
        sent.push(a, b, both);
        await behindABarrier(conversationId, async () => {
          const [, , fromOne, fromOther] = await Promise.all([
            sendAsBraze(() => one.url, a),
            sendAsBraze(() => other.url, b),
            sendAsBraze(() => one.url, both),
            sendAsBraze(() => other.url, both),
          ]);
          twice.push([fromOne, fromOther]);
        });
      }
      await aftermath.settled(120_000);

      const statuses = twice.map((answers) => answers.map(({ status }) => status).sort());
      expect(statuses).toEqual(twice.map(() => ['accepted', 'duplicate']));
      expect(twice.filter(([x, y]) => x?.seq !== y?.seq)).toEqual([]);
      const each = sent.map((one) => [one]);
      await aftermath.expectAllApplied(each, []);
      await aftermath.expectOrder(each);
      await aftermath.expectFoldsToSnapshots();
      await aftermath.expectReplies(braze.received);
    },
    PATIENCE_MS,
  );
});
