import { randomUUID } from 'node:crypto';

import type pg from 'pg';

import type { LeasedReply } from '#app/ports/leased-reply.ts';
import type { Carrier } from '#core/conversation/effect.ts';

/** What a test says about a reply's row; the rest is as for a fresh one. */
export interface SomeReply {
  readonly conversationId: string;
  readonly seq: number;
  readonly idx?: number;
  readonly text?: string;
  readonly carrier?: Carrier;
  readonly campaignId?: string;
  /** `text` alone where they are left out. */
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly policy?: 'retry' | 'hold' | 'verify';
  readonly priority?: 0 | 1 | 2;
  readonly sender?: 'bot' | 'agent' | 'system';
  readonly delayMs?: number;
  readonly state?: string;
  readonly leasedBy?: string;
  readonly attempt?: number;
  readonly ambiguities?: number;
  /** SQL. */
  readonly dueAt?: string;
  /** SQL. */
  readonly expiresAt?: string;
  /** SQL. */
  readonly inFlightAt?: string;
}

/** A conversation, whose external id is the answer too. */
export async function bearConversation(pool: pg.Pool, id: string = randomUUID()): Promise<string> {
  await pool.query(
    `INSERT INTO conversation (id, recipient_kind, recipient_value) VALUES ($1::uuid, 'external_id', $1::uuid::text)`,
    [id],
  );
  return id;
}

/** Writes a reply's row and answers it as its leaseholder would know it. */
export async function writeReply(pool: pg.Pool, some: SomeReply): Promise<LeasedReply> {
  const reply = leasedReply(some);
  await pool.query(
    `INSERT INTO reply (conversation_id, seq, idx, epoch, sender, step, campaign_id, properties,
       policy, survives_fence, state, leased_by, delay_ms, attempt, ambiguities, due_at, expires_at,
       in_flight_at, settled_at, priority, carrier, attributes)
     VALUES ($1, $2, $3, 0, $4, 'flow.step', $5, $6, $7, false, $8, $9, $10, $11, $12,
       ${some.dueAt ?? 'parley_now()'}, ${some.expiresAt ?? 'NULL'}, ${some.inFlightAt ?? 'NULL'},
       CASE WHEN $8::reply_state >= 'sent' THEN parley_now() END, $13, $14, $15)`,
    [
      reply.conversationId,
      reply.seq,
      reply.idx,
      some.sender ?? 'bot',
      reply.campaignId,
      reply.properties,
      reply.policy,
      some.state ?? 'leased',
      some.leasedBy ?? null,
      reply.delayMs,
      reply.attempt,
      reply.ambiguities,
      reply.priority,
      reply.carrier,
      reply.attributes ?? null,
    ],
  );
  return reply;
}

export function leasedReply(some: SomeReply): LeasedReply {
  return {
    conversationId: some.conversationId,
    seq: some.seq,
    idx: some.idx ?? 0,
    recipient: { kind: 'external_id', value: some.conversationId },
    carrier: some.carrier ?? 'campaign',
    campaignId: some.campaignId ?? 'campaign',
    properties: some.properties ?? {
      text: some.text ?? `${String(some.seq)}.${String(some.idx ?? 0)}`,
    },
    attributes: some.attributes,
    policy: some.policy ?? 'retry',
    priority: some.priority ?? 1,
    attempt: some.attempt ?? 0,
    ambiguities: some.ambiguities ?? 0,
    delayMs: some.delayMs ?? 0,
  };
}

/** A reply's row as it stands. */
export interface StoredReply {
  readonly state: string;
  readonly reason: string | null;
  readonly attempt: number;
  readonly ambiguities: number;
  readonly leased_by: string | null;
  readonly dispatch_id: string | null;
  readonly settled_at: Date | null;
}

/** The rows of a conversation, in order. */
export async function repliesOf(pool: pg.Pool, conversationId: string): Promise<StoredReply[]> {
  const { rows } = await pool.query<StoredReply>(
    `SELECT state::text, reason, attempt, ambiguities, leased_by, dispatch_id, settled_at
     FROM reply WHERE conversation_id = $1 ORDER BY seq, idx`,
    [conversationId],
  );
  return rows;
}

export async function statesOf(pool: pg.Pool, conversationId: string): Promise<string[]> {
  return (await repliesOf(pool, conversationId)).map(({ state }) => state);
}
