import type { QueuedArrival } from './queued-arrival.ts';

/** Arrivals of one conversation, in the order in which they came. */
export interface Lane {
  readonly conversationId: string;
  readonly arrivals: readonly QueuedArrival[];
}

/**
 * What waits to be applied, a lane per conversation.
 *
 * A conversation is in one batch at a time: while it is taken, what arrives for it waits behind
 * (DESIGN, section 5, rule 2). Lanes are taken in the order in which they became ready.
 */
export class ArrivalLanes {
  private readonly waiting = new Map<string, QueuedArrival[]>();
  /** Conversations that have something waiting and are not taken; a Set keeps the order. */
  private readonly ready = new Set<string>();
  private readonly taken = new Set<string>();
  private count = 0;

  /** Arrivals that wait, those taken not among them. */
  get size(): number {
    return this.count;
  }

  get hasReady(): boolean {
    return this.ready.size > 0;
  }

  add(queued: QueuedArrival): void {
    const { conversationId } = queued;
    const lane = this.waiting.get(conversationId);
    if (lane === undefined) this.waiting.set(conversationId, [queued]);
    else lane.push(queued);

    this.count += 1;
    if (!this.taken.has(conversationId)) this.ready.add(conversationId);
  }

  /** Takes up to `limit` arrivals of conversations that are ready, whole lanes where they fit. */
  take(limit: number): readonly Lane[] {
    const lanes: Lane[] = [];
    let room = limit;
    for (const conversationId of this.ready) {
      if (room === 0) break;
      const arrivals = this.takeFrom(conversationId, room);
      room -= arrivals.length;
      lanes.push({ conversationId, arrivals });
    }
    return lanes;
  }

  /** Ends a conversation's turn; `left` was not applied and goes before all that came since. */
  giveBack(conversationId: string, left: readonly QueuedArrival[] = []): void {
    this.taken.delete(conversationId);
    if (left.length > 0) {
      const since = this.waiting.get(conversationId) ?? [];
      this.waiting.set(conversationId, [...left, ...since]);
      this.count += left.length;
    }
    if (this.waiting.has(conversationId)) this.ready.add(conversationId);
  }

  /** Takes out those that nobody waits for any longer. */
  removeExpired(nowMs: number): readonly QueuedArrival[] {
    const expired: QueuedArrival[] = [];
    for (const [conversationId, lane] of this.waiting) {
      // Deadlines may differ within a lane; the order of those that stay is kept.
      if (!lane.some(({ deadlineMs }) => deadlineMs <= nowMs)) continue;
      expired.push(...lane.filter(({ deadlineMs }) => deadlineMs <= nowMs));
      const staying = lane.filter(({ deadlineMs }) => deadlineMs > nowMs);
      if (staying.length > 0) this.waiting.set(conversationId, staying);
      else this.forget(conversationId);
    }
    this.count -= expired.length;
    return expired;
  }

  private takeFrom(conversationId: string, room: number): readonly QueuedArrival[] {
    const lane = this.waiting.get(conversationId) ?? [];
    const arrivals = lane.splice(0, room);
    if (lane.length === 0) this.waiting.delete(conversationId);
    this.count -= arrivals.length;
    this.ready.delete(conversationId);
    this.taken.add(conversationId);
    return arrivals;
  }

  private forget(conversationId: string): void {
    this.waiting.delete(conversationId);
    this.ready.delete(conversationId);
  }
}
