import type { LeasedReply, ReplyKey } from '#app/ports/leased-reply.ts';
import {
  type ByPriority,
  type Refusal,
  ReplyOutbox,
  type ReplySettlement,
} from '#app/ports/reply-outbox.ts';

/** A reply and where it stands. */
export interface FakeRow {
  readonly reply: LeasedReply;
  state: 'pending' | 'leased' | 'in_flight' | ReplySettlement['state'] | 'expired' | 'cancelled';
  leasedBy: string | undefined;
  attempt: number;
  ambiguities: number;
  dueAtMs: number;
  expiresAtMs: number;
}

/** The outbox in memory, as this replica sees it; keeps the same contract as the one in Postgres. */
export class FakeReplyOutbox extends ReplyOutbox {
  private readonly rows: FakeRow[] = [];

  constructor(
    private readonly replicaId: string,
    private readonly nowMs: () => number,
  ) {
    super();
  }

  put(reply: LeasedReply, row: Partial<FakeRow> = {}): LeasedReply {
    this.rows.push({
      reply,
      state: 'leased',
      leasedBy: this.replicaId,
      attempt: reply.attempt,
      ambiguities: reply.ambiguities,
      dueAtMs: this.nowMs(),
      expiresAtMs: Infinity,
      ...row,
    });
    this.rows.sort((a, b) => compare(a.reply, b.reply));
    return reply;
  }

  of(key: ReplyKey): FakeRow | undefined {
    return this.rows.find(({ reply }) => compare(reply, key) === 0);
  }

  all(): readonly FakeRow[] {
    return this.rows;
  }

  override markInFlight(replies: readonly LeasedReply[]): Promise<ReadonlySet<number>> {
    const going = new Set<number>();
    replies.forEach((reply, place) => {
      const row = this.mine(reply, 'leased');
      const mayGo =
        row?.attempt === reply.attempt && row.expiresAtMs > this.nowMs() && this.isHead(row);
      if (!mayGo) return;
      row.state = 'in_flight';
      row.attempt += 1;
      going.add(place);
    });
    return Promise.resolve(going);
  }

  override resolveRefused(replies: readonly LeasedReply[]): Promise<readonly Refusal[]> {
    const refusals = replies.map((reply): Refusal => {
      const row = this.mine(reply, 'leased');
      if (row === undefined) return 'lost';
      const refusal = row.expiresAtMs <= this.nowMs() ? 'expired' : 'pending';
      row.state = refusal;
      row.leasedBy = undefined;
      return refusal;
    });
    return Promise.resolve(refusals);
  }

  override settle(
    settlements: readonly ReplySettlement[],
    heldBy = this.replicaId,
  ): Promise<readonly LeasedReply[]> {
    const next = settlements.flatMap((settlement) => {
      const row = this.of(settlement);
      const isHis = row?.state === 'in_flight' && row.leasedBy === heldBy;
      if (!isHis || row.attempt !== settlement.attempt) return [];
      row.state = settlement.state;
      row.ambiguities += settlement.isAmbiguous ? 1 : 0;
      if (settlement.state === 'pending') {
        row.leasedBy = undefined;
        row.dueAtMs = this.nowMs() + settlement.delayMs;
      }
      return settlement.leasesNext ? this.leaseHead(settlement.conversationId) : [];
    });
    return Promise.resolve(next);
  }

  override giveBack(replies: readonly LeasedReply[]): Promise<void> {
    for (const reply of replies) {
      const row = this.mine(reply, 'leased') ?? this.mine(reply, 'in_flight');
      if (row === undefined || row.attempt > reply.attempt + 1) continue;
      row.state = 'pending';
      row.leasedBy = undefined;
    }
    return Promise.resolve();
  }

  override leaseHeads(conversationIds: readonly string[]): Promise<readonly LeasedReply[]> {
    return Promise.resolve(conversationIds.flatMap((id) => this.leaseHead(id)));
  }

  override leaseDue(limits: ByPriority): Promise<readonly LeasedReply[]> {
    const ids = new Set(this.rows.map(({ reply }) => reply.conversationId));
    const leased: LeasedReply[] = [];
    for (const id of ids) {
      const priority = this.head(id)?.reply.priority ?? 0;
      const taken = leased.filter((reply) => reply.priority === priority).length;
      if (taken < limits[priority]) leased.push(...this.leaseHead(id));
    }
    return Promise.resolve(leased);
  }

  private leaseHead(conversationId: string): LeasedReply[] {
    const row = this.head(conversationId);
    if (row?.state !== 'pending' || row.dueAtMs > this.nowMs()) return [];
    row.state = 'leased';
    row.leasedBy = this.replicaId;
    const { attempt, ambiguities } = row;
    const delayMs = attempt > 0 ? 0 : row.reply.delayMs;
    return [{ ...row.reply, attempt, ambiguities, delayMs }];
  }

  private head(conversationId: string): FakeRow | undefined {
    return this.rows.find(
      (each) => each.reply.conversationId === conversationId && isUnsettled(each),
    );
  }

  private mine(key: ReplyKey, state: FakeRow['state']): FakeRow | undefined {
    const row = this.of(key);
    return row?.state === state && row.leasedBy === this.replicaId ? row : undefined;
  }

  private isHead({ reply }: FakeRow): boolean {
    return !this.rows.some(
      (other) =>
        other.reply.conversationId === reply.conversationId &&
        isUnsettled(other) &&
        compare(other.reply, reply) < 0,
    );
  }
}

function isUnsettled({ state }: FakeRow): boolean {
  return state === 'pending' || state === 'leased' || state === 'in_flight';
}

function compare(a: ReplyKey, b: ReplyKey): number {
  return a.conversationId.localeCompare(b.conversationId) || a.seq - b.seq || a.idx - b.idx;
}
