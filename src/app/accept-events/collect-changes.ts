import type {
  BlockRow,
  CallRow,
  Changes,
  ConversationRow,
  DedupeRow,
  EventRow,
  FetchRow,
  HandoffRow,
  MediaRow,
  NoteRow,
  NoticeRow,
  ReplyRow,
  WriteBackRow,
} from '#app/ports/conversation-store.ts';
import type { LeasedReply } from '#app/ports/leased-reply.ts';
import type { ArmedTimer } from '#core/conversation/conversation-state.ts';
import type { Effect, Reply, WriteBack } from '#core/conversation/effect.ts';
import { expiryOf, leavingAs } from '#core/delivery/leaving.ts';
import { priorityOf } from '#core/delivery/priority.ts';
import { type Rides, ridesOf } from '#core/delivery/riding.ts';
import { isBlockedValue } from '#core/flow/owner-of.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';

import type { DecidedEvent, DecidedTurn } from './decided-turn.ts';
import { noticesOf, placeAfter, placeOf } from './notices-of.ts';
import { timerChanges } from './timer-changes.ts';

type Fence = Changes['fences'][number];

/** What an effect comes from. */
interface Cause {
  readonly turn: DecidedTurn;
  readonly event: DecidedEvent;
  readonly rides: Rides;
}

/** What a batch writes, and what its process does once that is committed. */
export interface Collected {
  readonly changes: Changes;
  /** Replies born leased to this process, in lane order. */
  readonly leased: readonly LeasedReply[];
  /** Conversations with replies that were born `pending`. */
  readonly waiting: readonly string[];
}

/**
 * The decisions of all turns as rows, table by table.
 *
 * @param delivers whether this process sends replies: only then are they born leased (rule 7)
 */
export function collectChanges(
  turns: readonly DecidedTurn[],
  engine: number,
  delivers: boolean,
): Collected {
  const collector = new Collector(engine, delivers);
  for (const turn of turns) if (turn.events.length > 0) collector.add(turn);
  return collector;
}

/** What silenced the bot, where it was no agent. */
const FENCED_BY: Readonly<Record<string, string>> = {
  message: 'The customer opted out',
  timer: 'The customer opted out',
  blocked: 'The customer was blocked',
};

type Blocking = Extract<DeskEvent, { readonly kind: 'blocked' }>;

class Collector implements Collected {
  readonly leased: LeasedReply[] = [];
  readonly waiting: string[] = [];
  readonly changes = {
    conversations: [] as ConversationRow[],
    events: [] as EventRow[],
    dedupe: [] as DedupeRow[],
    replies: [] as ReplyRow[],
    armed: [] as (ArmedTimer & { conversationId: string })[],
    disarmed: [] as { conversationId: string; id: string }[],
    writeBacks: [] as WriteBackRow[],
    calls: [] as CallRow[],
    fetches: [] as FetchRow[],
    media: [] as MediaRow[],
    blocked: [] as BlockRow[],
    unblocked: [] as string[],
    handoffs: [] as HandoffRow[],
    fences: [] as Fence[],
    voids: [] as Changes['voids'][number][],
    handoffsEnded: [] as string[],
    notes: [] as NoteRow[],
    notices: [] as NoticeRow[],
  } satisfies Changes;

  constructor(
    private readonly engine: number,
    private readonly delivers: boolean,
  ) {}

  add(turn: DecidedTurn): void {
    this.addConversation(turn);
    this.addTimers(turn);
    this.addOwnership(turn);
    this.addHolds(turn);
    this.addBlock(turn);
    this.addNotices(turn);
    for (const event of turn.events) this.addEvent(turn, event);
  }

  private addConversation(turn: DecidedTurn): void {
    const { before, after } = turn;
    this.changes.conversations.push({
      id: before.id,
      owner: after.owner,
      epoch: after.epoch,
      releaseId: turn.releaseId,
      engine: this.engine,
      lastSeq: after.lastSeq,
      snapshot: after.snapshot,
      lastEventAtMs: turn.events.at(-1)?.row.atMs ?? 0,
      windowEndsAtMs: turn.windowEndsAtMs,
      stuckReason: turn.stuckReason,
      version: before.version,
    });
  }

  private addTimers(turn: DecidedTurn): void {
    const conversationId = turn.before.id;
    const { armed, disarmed } = timerChanges(turn);
    for (const timer of armed) this.changes.armed.push({ ...timer, conversationId });
    for (const id of disarmed) this.changes.disarmed.push({ conversationId, id });
  }

  private addOwnership({ before, after, events }: DecidedTurn): void {
    const conversationId = before.id;
    const waited = before.owner === 'queue' || before.owner === 'agent';
    const waits = after.owner === 'queue' || after.owner === 'agent';
    if (waited && !waits) this.changes.handoffsEnded.push(conversationId);

    for (const { fenced, voids, row } of events) {
      if (voids.length > 0) {
        this.changes.voids.push({ conversationId, seq: row.seq, steps: voids });
      }
      if (!fenced) continue;
      // Customers opt out themselves, or by saying nothing more.
      const isCustomer = row.kind === 'message' || row.kind === 'timer';
      const reason = FENCED_BY[row.kind] ?? 'An agent took the conversation';
      const optedOut = isCustomer || row.kind === 'blocked';
      this.changes.fences.push({ conversationId, reason, optedOut });
    }
  }

  /** Of what was decided within a turn, the last counts. */
  private addBlock({ before, after, events }: DecidedTurn): void {
    const wasBlocked = isBlockedValue(before.snapshot?.value);
    if (!isBlockedValue(after.snapshot?.value)) {
      if (wasBlocked) this.changes.unblocked.push(before.id);
      return;
    }
    const last = events.findLast(({ row }) => row.kind === 'blocked' && row.parked === undefined);
    if (last === undefined) return;
    const { conversationId, seq, atMs, payload } = last.row;
    const { by, reason, forMs } = JSON.parse(payload) as Blocking;
    const untilMs = forMs === undefined ? undefined : atMs + forMs;
    this.changes.blocked.push({ conversationId, seq, by, reason, atMs, untilMs });
  }

  /** Of what several events of a turn say of one handoff, the last counts; what has ended comes first. */
  private addHolds({ before, events }: DecidedTurn): void {
    let latest: Map<number, HandoffRow> | undefined;
    for (const { holds, row } of events) {
      for (const hold of holds) {
        latest ??= new Map();
        const { seq } = hold.held;
        const isGivenOn = row.kind === 'transferred' && row.seq !== seq;
        const transfers = (latest.get(seq)?.transfers ?? 0) + (isGivenOn ? 1 : 0);
        latest.set(seq, { ...hold, conversationId: before.id, atMs: row.atMs, transfers });
      }
    }
    if (latest === undefined) return;
    const rows = [...latest.values()];
    this.changes.handoffs.push(...rows.filter(({ ended }) => ended !== null));
    this.changes.handoffs.push(...rows.filter(({ ended }) => ended === null).slice(-1));
  }

  private addNotices(turn: DecidedTurn): void {
    let place = placeOf(turn.before.snapshot);
    for (const event of turn.events) {
      this.changes.notices.push(...noticesOf(turn, event, place));
      place = placeAfter(place, event);
    }
  }

  private addNote({ conversationId, seq, atMs, payload }: EventRow): void {
    const { by, text } = JSON.parse(payload) as Pick<NoteRow, 'by' | 'text'>;
    this.changes.notes.push({ conversationId, seq, by, text, atMs });
  }

  private addEvent(turn: DecidedTurn, event: DecidedEvent): void {
    const { row, dedupeKeys } = event;
    const { conversationId, seq, arrivalId, atMs } = row;
    this.changes.events.push(row);
    if (row.kind === 'noted') this.addNote(row);
    event.media.forEach((url, idx) => {
      this.changes.media.push({ conversationId, seq, idx, url, atMs });
    });
    for (const key of dedupeKeys) {
      this.changes.dedupe.push({ conversationId, key, seq, arrivalId, atMs });
    }
    const rides = ridesOf(event.effects);
    event.effects.forEach((effect, idx) => {
      this.addEffect({ turn, event, rides }, effect, idx);
    });
  }

  private addEffect({ turn, event, rides }: Cause, effect: Effect, idx: number): void {
    const { conversationId, seq, atMs } = event.row;
    switch (effect.kind) {
      case 'reply': {
        this.addReply(turn, event, effect, idx, rides.attributes.get(idx));
        break;
      }
      case 'write-back': {
        const writeBack = withId(effect, conversationId);
        const ridesWith = rides.rideWith.get(idx);
        this.changes.writeBacks.push({ conversationId, seq, idx, writeBack, ridesWith, atMs });
        break;
      }
      case 'fetch-attributes': {
        const { attributes } = effect;
        const others = this.changes.fetches.filter((row) => row.conversationId !== conversationId);
        this.changes.fetches = [...others, { conversationId, attributes, atMs }];
        break;
      }
      case 'call': {
        const { epoch } = event;
        this.changes.calls.push({ conversationId, seq, idx, epoch, call: effect, atMs });
        break;
      }
      case 'handoff': {
        // What lists show of it comes with the event itself.
        break;
      }
    }
  }

  private addReply(
    { before, windowEndsAtMs }: DecidedTurn,
    { row: { conversationId, seq, atMs, kind }, epoch }: DecidedEvent,
    said: Reply,
    idx: number,
    attributes: Readonly<Record<string, unknown>> | undefined,
  ): void {
    const reply = leavingAs(said, atMs, windowEndsAtMs);
    const { campaignId, properties, policy, delayMs, carrier = 'campaign' } = reply;
    // A lane's first reply that has to wait is nobody's until it is due.
    const leased = this.delivers && !before.laneIsTaken;
    const dueAtMs = atMs + (leased ? 0 : delayMs);
    const expiresAtMs = expiryOf(reply, atMs, windowEndsAtMs);
    const priority = priorityOf(reply.sender, kind);
    this.changes.replies.push({
      conversationId,
      seq,
      idx,
      epoch,
      reply,
      attributes,
      priority,
      leased,
      dueAtMs,
      expiresAtMs,
    });
    if (!leased) {
      this.waiting.push(conversationId);
      return;
    }
    this.leased.push({
      conversationId,
      seq,
      idx,
      recipient: before.recipient,
      carrier,
      campaignId,
      properties,
      attributes,
      policy,
      priority,
      attempt: 0,
      ambiguities: 0,
      delayMs,
    });
  }
}

/** A machine does not know whose it is. */
function withId(writeBack: WriteBack, conversationId: string): WriteBack {
  const { idAs, attributes, event } = writeBack;
  if (idAs === undefined) return writeBack;

  const { attribute, property } = idAs;
  return {
    ...writeBack,
    ...(attribute !== undefined && {
      attributes: { ...attributes, [attribute]: conversationId },
    }),
    ...(event !== undefined &&
      property !== undefined && {
        event: { ...event, properties: { [property]: conversationId, ...event.properties } },
      }),
  };
}
