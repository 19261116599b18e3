import type { LeasedReply, ReplyKey } from '#app/ports/leased-reply.ts';
import type { AmbiguityPolicy, Carrier } from '#core/conversation/effect.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';
import type { Priority } from '#core/delivery/priority.ts';

import { int4Array, uuidArray } from '../binary-arrays.ts';

/** A reply's name as its statements answer it. */
export interface KeyRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly idx: number;
}

/** A leased reply as its statements answer it. */
export interface LeasedRow extends KeyRow {
  readonly carrier: Carrier;
  readonly campaign_id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>> | null;
  readonly policy: AmbiguityPolicy;
  readonly priority: Priority;
  readonly attempt: number;
  readonly ambiguities: number;
  readonly delay_ms: number;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
}

export function keyOf({ conversation_id: conversationId, seq, idx }: KeyRow): ReplyKey {
  return { conversationId, seq, idx };
}

/** A delay is counted once: what is tried again has waited already. */
export function leasedReplyOf(row: LeasedRow): LeasedReply {
  return {
    ...keyOf(row),
    recipient: { kind: row.recipient_kind, value: row.recipient_value },
    carrier: row.carrier,
    campaignId: row.campaign_id,
    properties: row.properties,
    attributes: row.attributes ?? undefined,
    policy: row.policy,
    priority: row.priority,
    attempt: row.attempt,
    ambiguities: row.ambiguities,
    delayMs: row.attempt > 0 ? 0 : row.delay_ms,
  };
}

/** Three parameters: the conversations, the numbers of the events, the places among their effects. */
export function keyColumns(keys: readonly ReplyKey[]): readonly Buffer[] {
  return [
    uuidArray(keys, ({ conversationId }) => conversationId),
    int4Array(keys, ({ seq }) => seq),
    int4Array(keys, ({ idx }) => idx),
  ];
}
