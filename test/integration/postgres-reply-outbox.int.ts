import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { PostgresReplyOutbox } from '#adapters/postgres/replies/postgres-reply-outbox.ts';

import { useDatabase } from '../support/postgres/use-database.ts';
import { itKeepsTheOutboxContract } from '../support/reply-outbox.contract.ts';
import { bearConversation, repliesOf, writeReply } from '../support/reply-rows.ts';

const database = useDatabase();

describe('PostgresReplyOutbox', () => {
  const replicaId = randomUUID();
  let pool: pg.Pool;
  let outbox: PostgresReplyOutbox;

  beforeAll(() => {
    pool = ordinaryPool(database(), 1, 'test');
    outbox = new PostgresReplyOutbox(database(), replicaId);
  });
  afterAll(() => Promise.all([outbox.close(), pool.end()]));

  itKeepsTheOutboxContract(() => ({
    outbox,
    conversation: () => bearConversation(pool),
    write: ({ isExpired, ...reply }) =>
      writeReply(pool, {
        ...(reply.state !== 'pending' && { leasedBy: replicaId }),
        ...(isExpired && { expiresAt: `parley_now() - interval '1 s'` }),
        ...reply,
      }),
    stateOf: async ({ conversationId, seq }) =>
      (await repliesOf(pool, conversationId))[seq - 1]?.state ?? 'none',
  }));
});
