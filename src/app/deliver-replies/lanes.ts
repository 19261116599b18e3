import type { LeasedReply } from '../ports/leased-reply.ts';
import type { Timers } from '../ports/timers.ts';

/** The leased replies of one conversation, in order. Never empty. */
interface Lane {
  readonly replies: LeasedReply[];
  /** What calls the head's waiting time off, while it waits. */
  callOff: (() => void) | undefined;
}

/**
 * The replies that this process holds, as lanes.
 *
 * Invariants: a lane's head is the oldest reply of its conversation that this process knows; only
 * heads are ready; a head that was begun is not ready again before it has ended (I4).
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly readyHeads = new Map<string, LeasedReply>();
  private held = 0;

  constructor(
    private readonly timers: Timers,
    /** Told when a head's waiting time is over. */
    private readonly onReady: () => void,
  ) {}

  /** How many replies are held. */
  get size(): number {
    return this.held;
  }

  /** Heads that may leave now, the longest ready first. */
  ready(): Iterable<LeasedReply> {
    return this.readyHeads.values();
  }

  get hasReady(): boolean {
    return this.readyHeads.size > 0;
  }

  holds(conversationId: string): boolean {
    return this.lanes.has(conversationId);
  }

  /** Whether this very reply is held. */
  knows(reply: { conversationId: string; seq: number; idx: number }): boolean {
    const lane = this.lanes.get(reply.conversationId);
    return lane?.replies.some(({ seq, idx }) => seq === reply.seq && idx === reply.idx) ?? false;
  }

  /** Whether nothing is held behind this conversation's head. */
  endsAtHead(conversationId: string): boolean {
    return (this.lanes.get(conversationId)?.replies.length ?? 0) <= 1;
  }

  /** Puts replies at the ends of their lanes; what is held already is not held twice. */
  add(replies: readonly LeasedReply[]): void {
    for (const reply of replies) {
      const lane = this.lanes.get(reply.conversationId);
      if (lane === undefined) this.open(reply);
      else if (!this.knows(reply)) lane.replies.push(reply);
      else continue;
      this.held += 1;
    }
  }

  /** These heads are being sent. */
  begin(heads: readonly LeasedReply[]): void {
    for (const { conversationId } of heads) this.readyHeads.delete(conversationId);
  }

  /** The head is done with: the next one's time begins. Answers whether there is one. */
  finish(conversationId: string): boolean {
    const lane = this.lanes.get(conversationId);
    if (lane === undefined) return false;

    lane.replies.shift();
    this.held -= 1;
    if (lane.replies.length === 0) this.lanes.delete(conversationId);
    else this.await(lane);
    return lane.replies.length > 0;
  }

  /** Forgets a lane and answers what was in it, its head first. */
  giveUp(conversationId: string): readonly LeasedReply[] {
    const lane = this.lanes.get(conversationId);
    if (lane === undefined) return [];

    lane.callOff?.();
    this.lanes.delete(conversationId);
    this.readyHeads.delete(conversationId);
    this.held -= lane.replies.length;
    return lane.replies;
  }

  conversations(): readonly string[] {
    return [...this.lanes.keys()];
  }

  private open(reply: LeasedReply): void {
    const lane: Lane = { replies: [reply], callOff: undefined };
    this.lanes.set(reply.conversationId, lane);
    this.await(lane);
  }

  private await(lane: Lane): void {
    const [head] = lane.replies;
    if (head === undefined) return;
    if (head.delayMs <= 0) {
      this.readyHeads.set(head.conversationId, head);
      return;
    }
    lane.callOff = this.timers.after(head.delayMs, () => {
      lane.callOff = undefined;
      this.readyHeads.set(head.conversationId, head);
      this.onReady();
    });
  }
}
