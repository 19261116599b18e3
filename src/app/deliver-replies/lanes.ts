import { PRIORITIES, type Priority, turnAt } from '#core/delivery/priority.ts';

import type { LeasedReply } from '../ports/leased-reply.ts';
import type { Timers } from '../ports/timers.ts';
import type { CustomerPace } from './customer-pace.ts';

/** The leased replies of one conversation, in order. Never empty. */
interface Lane {
  readonly replies: LeasedReply[];
  /** What calls the head's waiting time off, while it waits. */
  callOff: (() => void) | undefined;
  /** Whether its head is being sent. */
  isBegun: boolean;
}

/**
 * The replies that this process holds, as lanes.
 *
 * Invariants: a lane's head is the oldest reply of its conversation that this process knows; only
 * heads are ready; a head that was begun is not ready again before it has ended (I4); no head is
 * ready before it is known when its customer was written to last.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly readyHeads = PRIORITIES.map(() => new Map<string, LeasedReply>());
  private readonly strange = new Set<string>();
  private held = 0;
  /** Places given to heads so far: whose turn it is goes on from there. */
  private places = 0;

  constructor(
    private readonly timers: Timers,
    private readonly pace: CustomerPace,
    /** Told when a head's waiting time is over. */
    private readonly onReady: () => void,
  ) {}

  /** How many replies are held. */
  get size(): number {
    return this.held;
  }

  /**
   * Heads that may leave now, those who come first before the others, yet nobody never; within a
   * priority the longest ready first.
   */
  *ready(last: Priority): Iterable<LeasedReply> {
    let waiting = this.readyHeads.slice(0, last + 1).map((heads) => heads.values());
    for (let place = this.places; waiting.length > 0;) {
      const turn = turnAt(place, waiting);
      const head = turn?.next();
      if (head === undefined || head.done === true) {
        waiting = waiting.filter((each) => each !== turn);
        continue;
      }
      place += 1;
      yield head.value;
    }
  }

  get readyCount(): number {
    return this.readyHeads.reduce((sum, { size }) => sum + size, 0);
  }

  /** Whether any head of these priorities may leave now. */
  hasReady(last: Priority): boolean {
    return this.readyHeads.some(({ size }, priority) => priority <= last && size > 0);
  }

  /** Conversations of which it must be found out when they were written to last. */
  get strangers(): readonly string[] {
    return [...this.strange];
  }

  /** The pace knows them now. */
  acquaint(conversationIds: readonly string[]): void {
    for (const id of conversationIds) {
      const lane = this.strange.delete(id) ? this.lanes.get(id) : undefined;
      if (lane !== undefined) this.await(lane);
    }
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

  /**
   * Puts replies at the ends of their lanes; what is held already is not held twice.
   *
   * @param goOn whether they follow at once on what was sent from here, so that nobody else can
   * have sent anything between
   */
  add(replies: readonly LeasedReply[], goOn: boolean): void {
    for (const reply of replies) {
      const lane = this.lanes.get(reply.conversationId);
      if (lane === undefined) this.open(reply, goOn);
      else if (!this.knows(reply)) lane.replies.push(reply);
      else continue;
      this.held += 1;
    }
  }

  /** These heads are being sent. */
  begin(heads: readonly LeasedReply[]): void {
    this.places += heads.length;
    for (const { conversationId, priority } of heads) {
      const lane = this.lanes.get(conversationId);
      if (lane !== undefined) lane.isBegun = true;
      this.readyHeads[priority]?.delete(conversationId);
    }
  }

  /** The head is done with: the next one's time begins. Answers whether there is one. */
  finish(conversationId: string): boolean {
    const lane = this.lanes.get(conversationId);
    if (lane === undefined) return false;

    lane.replies.shift();
    lane.isBegun = false;
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
    this.strange.delete(conversationId);
    for (const heads of this.readyHeads) heads.delete(conversationId);
    this.held -= lane.replies.length;
    return lane.replies;
  }

  /** Lanes of which nothing is being sent. */
  resting(): readonly string[] {
    return [...this.lanes].flatMap(([id, { isBegun }]) => (isBegun ? [] : [id]));
  }

  conversations(): readonly string[] {
    return [...this.lanes.keys()];
  }

  private open(reply: LeasedReply, goesOn: boolean): void {
    const { conversationId } = reply;
    const lane: Lane = { replies: [reply], callOff: undefined, isBegun: false };
    this.lanes.set(conversationId, lane);
    if (goesOn || this.pace.knows(conversationId)) this.await(lane);
    else this.strange.add(conversationId);
  }

  /** A delay of its own and the customer's pace count from the same moment: the longer one holds. */
  private await(lane: Lane): void {
    const [head] = lane.replies;
    if (head === undefined) return;
    const waitMs = Math.max(head.delayMs, this.pace.waitMs(head.conversationId));
    if (waitMs <= 0) {
      this.readyHeads[head.priority]?.set(head.conversationId, head);
      return;
    }
    lane.callOff = this.timers.after(waitMs, () => {
      lane.callOff = undefined;
      this.readyHeads[head.priority]?.set(head.conversationId, head);
      this.onReady();
    });
  }
}
