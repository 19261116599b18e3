import type { LockedConversation, TakenKey } from '#app/ports/conversation-store.ts';
import type { Owner, StoredSnapshot } from '#core/conversation/conversation-state.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';

/** A row as `LOCK` answers it. */
export interface LockedRow {
  readonly id: string;
  readonly owner: Owner;
  readonly epoch: number;
  readonly release_id: number | null;
  readonly engine: number;
  readonly last_seq: number;
  readonly snapshot: StoredSnapshot | null;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
  readonly version: number;
  readonly merged_into: string | null;
  readonly stuck_reason: string | null;
  readonly last_event_at_ms: number | null;
  readonly window_ends_at_ms: number | null;
}

/** A row as `LOOK_UP` answers it: the time, a key that was taken, or a lane that is. */
export interface LookUpRow {
  readonly now: Date | null;
  readonly conversation_id: string | null;
  readonly key: string | null;
  readonly seq: number | null;
  readonly arrival_id: string | null;
}

export function lockedConversation(row: LockedRow, laneIsTaken: boolean): LockedConversation {
  return {
    id: row.id,
    owner: row.owner,
    epoch: row.epoch,
    releaseId: row.release_id ?? undefined,
    engine: row.engine,
    lastSeq: row.last_seq,
    snapshot: row.snapshot ?? undefined,
    recipient: { kind: row.recipient_kind, value: row.recipient_value },
    version: row.version,
    mergedInto: row.merged_into ?? undefined,
    stuckReason: row.stuck_reason ?? undefined,
    lastEventAtMs: row.last_event_at_ms ?? undefined,
    windowEndsAtMs: row.window_ends_at_ms ?? undefined,
    laneIsTaken,
  };
}

/** What the second statement saw, sorted out. */
export function lookUpOf(rows: readonly LookUpRow[]): {
  readonly nowMs: number;
  readonly takenKeys: readonly TakenKey[];
  readonly takenLanes: ReadonlySet<string>;
} {
  const takenKeys: TakenKey[] = [];
  const takenLanes = new Set<string>();
  let nowMs = 0;
  for (const { now, conversation_id: conversationId, key, seq, arrival_id: arrivalId } of rows) {
    if (now !== null) nowMs = now.getTime();
    else if (conversationId === null) continue;
    else if (key === null || seq === null || arrivalId === null) takenLanes.add(conversationId);
    else takenKeys.push({ conversationId, key, seq, arrivalId });
  }
  return { nowMs, takenKeys, takenLanes };
}
