import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { PostgresConversationStore } from '#adapters/postgres/conversations/postgres-conversation-store.ts';
import { PostgresIdentityDirectory } from '#adapters/postgres/identities/postgres-identity-directory.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { RowRefused, StoreUnavailable } from '#app/accept-events/accept-errors.ts';
import type { LockedConversation } from '#app/ports/conversation-store.ts';

import {
  aConversationRow,
  anEventRow,
  aReply,
  aReplyRow,
  someChanges,
} from '../support/conversation-rows.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();

describe('PostgresConversationStore', () => {
  const replicaId = randomUUID();
  let pool: pg.Pool;
  let store: PostgresConversationStore;
  let other: PostgresConversationStore;
  let id: string;

  beforeAll(() => {
    pool = ordinaryPool(database(), 2, 'test');
    store = new PostgresConversationStore(database(), replicaId);
    other = new PostgresConversationStore(database(), randomUUID());
  });
  afterAll(() => Promise.all([store.close(), other.close(), pool.end()]));
  beforeEach(async () => {
    id = randomUUID();
    const name = { kind: 'external_id', value: id } as const;
    await new PostgresIdentityDirectory(pool).bear([{ id, identities: [name] }]);
  });

  it('writes everything of an event and finds it again', async () => {
    const key = randomUUID();
    const arrivalId = randomUUID();
    const at = Date.now();
    const snapshot = { value: 'bot', context: { name: 'Ana "ñ" 😀' }, timers: [] };
    const first = await store.open([{ conversationId: id, keys: [key] }]);
    const found = only(first.conversations);

    await first.commit(
      someChanges({
        conversations: [aConversationRow(found, { snapshot, owner: 'queue', epoch: 1 })],
        events: [
          anEventRow({ conversationId: id, seq: 1, arrivalId, flags: ['stale', 'unsigned'] }),
        ],
        dedupe: [{ conversationId: id, key, seq: 1, arrivalId, atMs: at }],
        replies: [aReplyRow({ conversationId: id, seq: 1, leased: true })],
        armed: [{ conversationId: id, id: 'xstate.after.1000.a', gen: 1, dueAtMs: at + 1000 }],
        writeBacks: [
          {
            conversationId: id,
            seq: 1,
            idx: 1,
            atMs: at,
            writeBack: { kind: 'write-back', attributes: { plan: 'gold' }, step: 'a.b' },
          },
        ],
      }),
    );

    const second = await store.open([{ conversationId: id, keys: [key] }]);
    await second.abandon();
    expect(only(second.conversations)).toMatchObject({
      owner: 'queue',
      epoch: 1,
      lastSeq: 1,
      snapshot,
    });
    expect(second.takenKeys).toEqual([{ conversationId: id, key, seq: 1, arrivalId }]);
    const { rows } = await pool.query('SELECT flags FROM event WHERE conversation_id = $1', [id]);
    expect(rows).toEqual([{ flags: ['stale', 'unsigned'] }]);
    const timers = await pool.query('SELECT gen FROM timer WHERE conversation_id = $1', [id]);
    expect(timers.rows).toEqual([{ gen: 1 }]);
  });

  it('passes over what another transaction holds, and sees its lane once it is free', async () => {
    const holding = await other.open([{ conversationId: id, keys: [] }]);
    const passing = await store.open([{ conversationId: id, keys: [] }]);
    await passing.abandon();
    await holding.commit(
      someChanges({
        conversations: [aConversationRow(only(holding.conversations))],
        replies: [aReplyRow({ conversationId: id, seq: 1 })],
      }),
    );
    const after = await store.open([{ conversationId: id, keys: [] }]);
    await after.abandon();

    expect(passing.conversations).toEqual([]);
    expect(only(after.conversations).laneIsTaken).toBe(true);
  });

  it('waits for a conversation alone until its holder is done', async () => {
    const holding = await other.open([{ conversationId: id, keys: [] }]);
    const waiting = store.openAlone({ conversationId: id, keys: [] });
    await holding.commit(
      someChanges({ conversations: [aConversationRow(only(holding.conversations))] }),
    );
    const opened = await waiting;
    await opened.abandon();

    expect(only(opened.conversations).lastSeq).toBe(1);
  });

  it('says that a conversation is still held when its holder does not end', async () => {
    const holding = await other.open([{ conversationId: id, keys: [] }]);

    const opened = await store.openAlone({ conversationId: id, keys: [] });

    await holding.abandon();
    expect(opened).toMatchObject({ conversations: [], stillHeld: true });
  });

  it('refuses a row that cannot be stored, and nothing of its batch is', async () => {
    const open = await store.open([{ conversationId: id, keys: [] }]);
    const changes = someChanges({
      conversations: [aConversationRow(only(open.conversations))],
      events: [anEventRow({ conversationId: id, seq: 1, payload: '{broken' })],
    });

    await expect(open.commit(changes)).rejects.toBeInstanceOf(RowRefused);

    const { rows } = await pool.query('SELECT last_seq FROM conversation WHERE id = $1', [id]);
    expect(rows).toEqual([{ last_seq: 0 }]);
  });

  it('writes nothing for a conversation that was written since it was read', async () => {
    const open = await store.open([{ conversationId: id, keys: [] }]);
    const stale = { ...only(open.conversations), version: 7 };

    const committing = open.commit(someChanges({ conversations: [aConversationRow(stale)] }));

    await expect(committing).rejects.toThrow();
    const { rows } = await pool.query('SELECT last_seq FROM conversation WHERE id = $1', [id]);
    expect(rows).toEqual([{ last_seq: 0 }]);
  });

  it('cancels the bot’s unsent replies at a fence, and keeps what belongs to the change', async () => {
    const open = await store.open([{ conversationId: id, keys: [] }]);
    await open.commit(
      someChanges({
        conversations: [aConversationRow(only(open.conversations))],
        replies: [
          aReplyRow({ conversationId: id, seq: 1, idx: 0, leased: true }),
          aReplyRow({ conversationId: id, seq: 1, idx: 1, reply: aReply({ survivesFence: true }) }),
          aReplyRow({ conversationId: id, seq: 1, idx: 2, reply: aReply({ sender: 'agent' }) }),
        ],
      }),
    );
    const taking = await store.open([{ conversationId: id, keys: [] }]);

    await taking.commit(
      someChanges({
        conversations: [aConversationRow(only(taking.conversations), { owner: 'agent', epoch: 1 })],
        fences: [{ conversationId: id, reason: 'An agent took the conversation', optedOut: false }],
      }),
    );

    const { rows } = await pool.query<{ readonly state: string }>(
      'SELECT state FROM reply WHERE conversation_id = $1 ORDER BY seq, idx',
      [id],
    );
    expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'pending', 'pending']);
  });

  it('cancels what some steps said before the customer wrote again, and has not left', async () => {
    const open = await store.open([{ conversationId: id, keys: [] }]);
    const drops = aReply({ step: 'f.drops' });
    await open.commit(
      someChanges({
        conversations: [aConversationRow(only(open.conversations))],
        replies: [
          aReplyRow({ conversationId: id, seq: 1, idx: 0, leased: true, reply: drops }),
          aReplyRow({ conversationId: id, seq: 1, idx: 1, reply: aReply({ step: 'f.stays' }) }),
          aReplyRow({ conversationId: id, seq: 2, idx: 0, reply: drops }),
        ],
      }),
    );
    const next = await store.open([{ conversationId: id, keys: [] }]);

    await next.commit(
      someChanges({
        conversations: [aConversationRow(only(next.conversations))],
        voids: [{ conversationId: id, seq: 2, steps: ['f.other', 'f.drops'] }],
      }),
    );

    const { rows } = await pool.query<{ readonly state: string; readonly reason: string | null }>(
      'SELECT state, reason FROM reply WHERE conversation_id = $1 ORDER BY seq, idx',
      [id],
    );
    expect(rows).toEqual([
      { state: 'cancelled', reason: 'The customer wrote again before it could leave' },
      { state: 'pending', reason: null },
      { state: 'pending', reason: null },
    ]);
  });

  it('is unavailable, and says so soon, where no database answers', async () => {
    const nowhere = new PostgresConversationStore('postgresql://a:b@127.0.0.1:1/none', replicaId);

    await expect(nowhere.open([])).rejects.toBeInstanceOf(StoreUnavailable);

    await nowhere.close();
  });
});

function only(conversations: readonly LockedConversation[]): LockedConversation {
  const [conversation] = conversations;
  if (conversation === undefined || conversations.length > 1) throw new Error('Expected just one');
  return conversation;
}
