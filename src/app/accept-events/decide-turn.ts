import type { LockedConversation, TakenKey } from '#app/ports/conversation-store.ts';
import type { LiveRelease } from '#app/ports/release-library.ts';
import { advance, isAtRest, type Refusal, troubleReply } from '#core/conversation/advance.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { ConversationState } from '#core/conversation/conversation-state.ts';
import type { Effect } from '#core/conversation/effect.ts';
import { stuckHold } from '#core/conversation/stuck-hold.ts';
import { SnapshotUnreadable } from '#core/conversation/transition-errors.ts';
import { windowEndAfter } from '#core/conversation/window.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { isBlockedValue } from '#core/flow/owner-of.ts';
import type { HoldChange } from '#core/handoff/hold-change.ts';
import type { QueueSwitches } from '#core/handoff/queue-switches.ts';

import type { Arrival, Receipt } from './arrival.ts';
import type { DecidedEvent, DecidedTurn } from './decided-turn.ts';
import type { QueuedArrival } from './queued-arrival.ts';

/** What a turn may look at besides its conversation. */
export interface TurnContext {
  /** The database's time, UTC milliseconds. */
  readonly nowMs: number;
  /** The release that conversations at rest move to. */
  readonly live: LiveRelease;
  /** The release that the conversation is pinned to; the live one for a new conversation. */
  readonly pinned: LiveRelease;
  /** Engine that every live replica knows. */
  readonly engine: number;
  /** Queues that leads have opened or closed by hand; `undefined`: none. */
  readonly switches: QueueSwitches | undefined;
}

/**
 * Applies a conversation's arrivals one after another.
 *
 * A duplicate changes nothing; an event whose transition fails is parked, and the next goes on
 * from where the one before it ended (DESIGN, section 5, rules 3, 5, 6 and 13).
 */
export function decideTurn(
  conversation: LockedConversation,
  arrivals: readonly QueuedArrival[],
  taken: readonly TakenKey[],
  context: TurnContext,
): DecidedTurn {
  const turn = new Turn(conversation, taken, context);
  for (const queued of arrivals) turn.take(withSwitches(queued, context));
  return turn.decided();
}

/** What leads have set is a part of the event, so that a replay goes the same way. */
function withSwitches(queued: QueuedArrival, { switches }: TurnContext): QueuedArrival {
  if (switches === undefined) return queued;
  const { arrival } = queued;
  return { ...queued, arrival: { ...arrival, event: { ...arrival.event, switches } } };
}

/** What an event comes to: applied, or parked with its reason. */
interface Outcome {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
  readonly fenced: boolean;
  readonly holds: readonly HoldChange[];
  readonly chat?: string | undefined;
  readonly parked: Error | undefined;
}

class Turn {
  private state: ConversationState;
  private release: LiveRelease;
  private readonly atMs: number;
  private windowEndsAtMs: number | undefined;
  private stuckReason: string | undefined;
  private readonly events: DecidedEvent[] = [];
  private readonly forgottenTimers: string[] = [];
  private readonly receipts: { queued: QueuedArrival; receipt: Receipt }[] = [];
  private readonly parked: { seq: number; why: Error }[] = [];
  private readonly taken: Map<string, { seq: number; arrivalId: string }>;

  constructor(
    private readonly before: LockedConversation,
    taken: readonly TakenKey[],
    private readonly context: TurnContext,
  ) {
    const { owner, epoch, lastSeq, snapshot } = before;
    this.state = { owner, epoch, lastSeq, snapshot };
    this.release = context.pinned;
    // Never before its predecessor's, so that a log reads forwards (rule 6).
    this.atMs = Math.max(context.nowMs, before.lastEventAtMs ?? 0);
    this.windowEndsAtMs = before.windowEndsAtMs;
    this.stuckReason = before.stuckReason;
    this.taken = new Map(taken.map(({ key, seq, arrivalId }) => [key, { seq, arrivalId }]));
  }

  take(queued: QueuedArrival): void {
    const { arrival } = queued;
    const earlier = this.taken.get(arrival.dedupeKey ?? arrival.arrivalId);
    if (earlier !== undefined) {
      // Our own arrival, back after a COMMIT that nobody saw the end of: it was accepted then.
      const isOurs = earlier.arrivalId === arrival.arrivalId;
      this.answer(queued, isOurs ? 'accepted' : 'duplicate', earlier.seq);
      return;
    }

    if (this.state.snapshot === undefined || this.mayMove()) this.release = this.context.live;
    const seq = this.state.lastSeq + 1;
    const outcome = this.outcomeOf(queued, seq);
    if (typeof outcome === 'string') this.ignore(queued, outcome);
    else this.record(queued, seq, outcome);
  }

  decided(): DecidedTurn {
    return {
      before: this.before,
      after: this.state,
      releaseId: this.release.id,
      windowEndsAtMs: this.windowEndsAtMs,
      stuckReason: this.stuckReason,
      events: this.events,
      forgottenTimers: this.forgottenTimers,
      receipts: this.receipts,
      parked: this.parked,
    };
  }

  private mayMove(): boolean {
    return this.stuckReason === undefined && isAtRest(this.state);
  }

  private outcomeOf(
    { arrival, parkAs }: QueuedArrival,
    seq: number,
  ): Outcome | Refusal | 'ignored' {
    if (parkAs !== undefined) return this.parkedAs(seq, parkAs);

    try {
      const at = new Date(this.atMs);
      const next = advance(this.release.release, this.state, arrival.event, seq, at);
      if (next.outcome === 'ignored') return next.refused ?? 'ignored';
      return { ...next, parked: undefined };
    } catch (failure) {
      return this.parkedAs(seq, failure instanceof Error ? failure : new Error(String(failure)));
    }
  }

  /** The snapshot stays as it is; what cannot be restored goes before people (rule 5). */
  private parkedAs(seq: number, why: Error): Outcome {
    const told = this.stuckReason !== undefined;
    const effects = told ? [] : troubleReply(this.release.release, this.state);
    const stays = { ...this.state, lastSeq: seq };
    if (told || !(why instanceof SnapshotUnreadable)) {
      return { state: stays, effects, fenced: false, holds: [], parked: why };
    }

    this.stuckReason = why.message;
    const isNew = this.state.owner !== 'queue' && this.state.owner !== 'agent';
    const epoch = isNew ? stays.epoch + 1 : stays.epoch;
    const waits = { ...stays, owner: 'queue', epoch } as const;
    const holds = [stuckHold(this.release.release, { seq, atMs: this.atMs })];
    const chat = isNew ? 'people:bot' : undefined;
    return { state: waits, effects, fenced: false, holds, chat, parked: why };
  }

  private record(queued: QueuedArrival, seq: number, outcome: Outcome): void {
    const { arrival, parkAs } = queued;
    const { state, effects, fenced, holds, chat, parked } = outcome;
    this.state = state;
    this.windowEndsAtMs = windowAfter(arrival, this.atMs, this.windowEndsAtMs);
    this.events.push({
      row: this.rowOf(queued, seq, { chat, parked }),
      effects,
      epoch: state.epoch,
      fenced,
      voids: arrival.event.kind === 'message' ? this.release.release.voidOnMessage : [],
      media: parkAs === undefined ? filesOf(arrival.event, state) : NO_FILES,
      holds,
      dedupeKeys: this.remember(arrival, seq),
    });
    if (parked !== undefined) {
      this.parked.push({ seq, why: parked });
      if (arrival.event.kind === 'timer') this.forgottenTimers.push(arrival.event.timer);
    }
    this.answer(queued, 'accepted', seq);
  }

  private rowOf(
    { arrival, parkAs }: QueuedArrival,
    seq: number,
    { chat, parked }: Pick<Outcome, 'chat' | 'parked'>,
  ): DecidedEvent['row'] {
    const { kind, ...payload } = arrival.event;
    const text = JSON.stringify(payload);
    const repeats = arrival.contentKey !== undefined && this.taken.has(arrival.contentKey);
    return {
      conversationId: this.before.id,
      seq,
      kind,
      atMs: this.atMs,
      // What the store refused as JSON is kept as bytes.
      payload: parkAs === undefined ? text : '{}',
      releaseId: this.release.id,
      engine: this.context.engine,
      arrivalId: arrival.arrivalId,
      flags: repeats ? [...arrival.flags, 'repeated-content'] : arrival.flags,
      parked: parked?.message,
      raw: parkAs === undefined ? arrival.raw : (arrival.raw ?? new TextEncoder().encode(text)),
      chat,
    };
  }

  /** Keys that this event takes: within the batch at once, and for 72 hours once it is committed. */
  private remember(arrival: Arrival, seq: number): readonly string[] {
    // A timer that comes twice is no longer armed: nothing needs to remember it.
    if (arrival.event.kind === 'timer') return [];

    const keys = [arrival.dedupeKey ?? arrival.arrivalId];
    const { contentKey } = arrival;
    if (contentKey !== undefined && !this.taken.has(contentKey)) keys.push(contentKey);
    for (const key of keys) this.taken.set(key, { seq, arrivalId: arrival.arrivalId });
    return keys;
  }

  private ignore(queued: QueuedArrival, why: Refusal | 'ignored'): void {
    const receipt: Receipt = {
      status: 'ignored',
      conversationId: this.before.id,
      seq: this.state.lastSeq,
      ...(why !== 'ignored' && { refused: why }),
    };
    this.receipts.push({ queued, receipt });
  }

  private answer(queued: QueuedArrival, status: Receipt['status'], seq: number): void {
    this.receipts.push({ queued, receipt: { status, conversationId: this.before.id, seq } });
  }
}

/** A message of WhatsApp brings one. */
const MOST_FILES = 10;

const NO_FILES: readonly string[] = [];

/** What is sent by who is blocked is nobody's to look at. */
function filesOf(event: ConversationEvent, { snapshot }: ConversationState): readonly string[] {
  if (event.kind !== 'message' || event.media.length === 0) return NO_FILES;
  return isBlockedValue(snapshot?.value) ? NO_FILES : event.media.slice(0, MOST_FILES);
}

/** Only a customer's own new message opens the window. */
function windowAfter(
  arrival: Arrival,
  atMs: number,
  currentMs: number | undefined,
): number | undefined {
  const event: ConversationEvent = arrival.event;
  // Who was written to first has opened no window: nothing but templates may leave.
  if (event.kind === 'chat-started') return currentMs ?? atMs;
  if (event.kind !== 'message' || arrival.flags.includes('redriven')) return currentMs;

  const renderedAtMs = event.renderedAt === undefined ? undefined : Date.parse(event.renderedAt);
  return windowEndAfter(atMs, renderedAtMs, currentMs);
}

/** The release that a turn starts under; `undefined` where it has to be fetched first. */
export function pinnedRelease(
  conversation: LockedConversation,
  live: LiveRelease,
  inMemory: (id: number) => CompiledRelease | undefined,
): LiveRelease | undefined {
  const { releaseId } = conversation;
  if (releaseId === undefined || releaseId === live.id) return live;

  const release = inMemory(releaseId);
  return release === undefined ? undefined : { id: releaseId, release };
}
