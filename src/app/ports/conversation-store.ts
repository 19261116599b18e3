import type {
  ArmedTimer,
  ConversationState,
  Owner,
  StoredSnapshot,
} from '#core/conversation/conversation-state.ts';
import type { Call, Reply, WriteBack } from '#core/conversation/effect.ts';
import type { Identity } from '#core/conversation/identity.ts';
import type { Priority } from '#core/delivery/priority.ts';
import type { DeskNews } from '#core/handoff/desk-news.ts';
import type { HoldChange } from '#core/handoff/hold-change.ts';

import type { ReplyKey } from './leased-reply.ts';

/** A conversation as it stands under its lock. */
export interface LockedConversation extends ConversationState {
  readonly id: string;
  /** Release it is pinned to; `undefined` before its first event. */
  readonly releaseId: number | undefined;
  /** Engine that wrote the snapshot. */
  readonly engine: number;
  readonly version: number;
  readonly recipient: Identity;
  /** UTC milliseconds; `undefined` before its first event. */
  readonly lastEventAtMs: number | undefined;
  readonly windowEndsAtMs: number | undefined;
  /** Set once it was closed in favour of another of the same person. */
  readonly mergedInto: string | undefined;
  readonly stuckReason: string | undefined;
  /** Whether replies are under way that this process does not hold: new ones wait behind them. */
  readonly laneIsTaken: boolean;
}

/** What a transaction needs to know before it can decide. */
export interface Claim {
  readonly conversationId: string;
  /** Keys to look up: those that decide duplicates and those that only flag. */
  readonly keys: readonly string[];
}

/** A key that was taken before. */
export interface TakenKey {
  readonly conversationId: string;
  readonly key: string;
  readonly seq: number;
  readonly arrivalId: string;
}

export interface EventRow {
  readonly conversationId: string;
  readonly seq: number;
  readonly kind: string;
  readonly atMs: number;
  /** The event without its kind, as JSON text. */
  readonly payload: string;
  readonly releaseId: number;
  readonly engine: number;
  readonly arrivalId: string;
  readonly flags: readonly string[];
  readonly parked: string | undefined;
  readonly raw: Uint8Array | undefined;
  /** What it was for the chat that reports count, see `chatMark`; nothing for most. */
  readonly chat?: string | undefined;
}

export interface ConversationRow {
  readonly id: string;
  readonly owner: Owner;
  readonly epoch: number;
  readonly releaseId: number;
  readonly engine: number;
  readonly lastSeq: number;
  readonly snapshot: StoredSnapshot | undefined;
  readonly lastEventAtMs: number;
  readonly windowEndsAtMs: number | undefined;
  readonly stuckReason: string | undefined;
  /** The version it was read with: nobody else may have written since. */
  readonly version: number;
}

export interface DedupeRow {
  readonly conversationId: string;
  readonly key: string;
  readonly seq: number;
  readonly arrivalId: string;
  readonly atMs: number;
}

export interface ReplyRow extends ReplyKey {
  readonly reply: Reply;
  /** What its call writes to the profile before it is sent. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly priority: Priority;
  readonly epoch: number;
  readonly leased: boolean;
  readonly dueAtMs: number;
  readonly expiresAtMs: number | undefined;
}

export interface WriteBackRow extends ReplyKey {
  readonly writeBack: WriteBack;
  /** Place of the reply that takes its attributes along. */
  readonly ridesWith?: number | undefined;
  readonly atMs: number;
}

/** A question to another system, asked at `atMs`. */
export interface CallRow extends ReplyKey {
  readonly call: Call;
  readonly epoch: number;
  readonly atMs: number;
}

/** What the row of a handoff says from now on. */
export interface HandoffRow extends HoldChange {
  readonly conversationId: string;
  /** How often it was given on since the row was written last; none where it is not said. */
  readonly transfers?: number;
  readonly atMs: number;
}

export interface NoteRow {
  readonly conversationId: string;
  readonly seq: number;
  readonly by: string;
  readonly text: string;
  readonly atMs: number;
}

/** Something that others are told of, where they asked to be. */
export interface NoticeRow extends ReplyKey {
  readonly news: DeskNews;
  /** Where the conversation stands by it; `undefined` where it is before nobody. */
  readonly queue: string | undefined;
  /** Where it stood before, if that is another queue: what watches that one is told that it left. */
  readonly left: string | undefined;
  /** By whom Braze knows the customer. */
  readonly customer: Identity;
  readonly atMs: number;
}

/** Attributes to look for on the profile; of one conversation, the last. */
export interface FetchRow {
  readonly conversationId: string;
  readonly attributes: readonly string[];
  readonly atMs: number;
}

/** A customer whom nobody answers from now on. */
export interface BlockRow {
  readonly conversationId: string;
  readonly seq: number;
  readonly by: string;
  readonly reason: string;
  readonly atMs: number;
  /** `undefined`: for good. */
  readonly untilMs: number | undefined;
}

/** A file that came with a message: fetched later, and not by whoever takes the message. */
export interface MediaRow extends ReplyKey {
  readonly url: string;
  readonly atMs: number;
}

/** Everything one transaction writes, by table. */
export interface Changes {
  readonly conversations: readonly ConversationRow[];
  readonly events: readonly EventRow[];
  readonly dedupe: readonly DedupeRow[];
  readonly replies: readonly ReplyRow[];
  readonly armed: readonly (ArmedTimer & { readonly conversationId: string })[];
  readonly disarmed: readonly { readonly conversationId: string; readonly id: string }[];
  readonly writeBacks: readonly WriteBackRow[];
  readonly calls: readonly CallRow[];
  readonly fetches: readonly FetchRow[];
  readonly media: readonly MediaRow[];
  readonly blocked: readonly BlockRow[];
  /** Conversations that are answered again. */
  readonly unblocked: readonly string[];
  /** At most one that is open and any that have ended, these first, for each conversation. */
  readonly handoffs: readonly HandoffRow[];
  readonly notes: readonly NoteRow[];
  /** What people did, for those who asked to be told. */
  readonly notices: readonly NoticeRow[];
  /**
   * Conversations whose bot falls silent: its unsent replies are cancelled. At an opt-out, agents'
   * too: nobody writes any more.
   */
  readonly fences: readonly {
    readonly conversationId: string;
    readonly reason: string;
    readonly optedOut: boolean;
  }[];
  /** What these steps said before the event, and has not left yet, is no longer said. */
  readonly voids: readonly {
    readonly conversationId: string;
    /** Of the customer's message. */
    readonly seq: number;
    /** `<flow>.<step>` */
    readonly steps: readonly string[];
  }[];
  /** Conversations that left the queue or the agent. */
  readonly handoffsEnded: readonly string[];
}

/** A transaction that holds its conversations' locks; ended by `commit` or `abandon`, once. */
export interface OpenTransaction {
  /** Those that nobody else holds, in the order of their ids. */
  readonly conversations: readonly LockedConversation[];
  readonly takenKeys: readonly TakenKey[];
  /** Whether a conversation that is not among the locked was held elsewhere to the end; else there is none. */
  readonly stillHeld: boolean;
  /** The database's `parley_now()`, UTC milliseconds, read after the locks were taken. */
  readonly nowMs: number;
  /**
   * Writes and commits.
   *
   * @throws RowRefused when a value cannot be stored; nothing was
   * @throws StoreUnavailable when nobody can know whether it was committed: repeat with the same arrivals
   */
  commit(changes: Changes): Promise<void>;
  /** Gives the locks back and changes nothing. */
  abandon(): Promise<void>;
}

/** Where conversations are kept; the one transaction of the design is made of its two halves. */
export abstract class ConversationStore {
  /**
   * Locks these conversations, in the order of their ids, passing over those held elsewhere.
   *
   * @throws StoreUnavailable
   */
  abstract open(claims: readonly Claim[]): Promise<OpenTransaction>;

  /**
   * The same for one conversation, waiting for whoever holds it (2 s at most), on a connection of
   * its own, so that no batch waits behind it. Still held after that, it is not among the locked.
   *
   * @throws StoreUnavailable
   */
  abstract openAlone(claim: Claim): Promise<OpenTransaction>;
}
