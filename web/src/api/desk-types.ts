/** Answers of the API, as far as the desk reads them; /api/openapi.json has the whole of it. */

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Session {
  readonly id: string;
  readonly name: string;
  readonly actor: string;
  readonly permissions: readonly string[];
  readonly queues: readonly string[] | null;
  readonly must_change_password: boolean;
  readonly csrf_token: string | null;
}

type HoldState = 'asking' | 'waiting' | 'offered' | 'held' | 'wrapping';
export type Presence = 'online' | 'away' | 'offline';

export interface DeskRow {
  readonly id: string;
  readonly queue: string;
  readonly priority: 'normal' | 'high';
  readonly state: HoldState;
  readonly reason: string;
  readonly step: string;
  readonly topic: string | null;
  readonly locale: string;
  readonly recipient: string;
  readonly agent: string | null;
  readonly offered_to: string | null;
  readonly offer_ends_at: string | null;
  readonly since: string;
  readonly unread: number;
  readonly unanswered_since: string | null;
  readonly window_ends_at: string | null;
  readonly lets_go_at: string | null;
  readonly sla_clock: string | null;
  readonly sla_due_at: string | null;
  readonly breached: readonly string[];
  readonly glimpse: {
    readonly name: string | null;
    readonly text: string;
    readonly by: 'customer' | 'agent';
    readonly at: string;
  } | null;
}

export interface QueueNow {
  readonly name: string;
  readonly title: string;
  readonly is_open: boolean;
  readonly offer: 'push' | 'pull';
  readonly waiting: number;
  readonly held: number;
  readonly oldest_since: string | null;
}

export interface DeskAgent {
  readonly id: string;
  readonly name: string;
  readonly presence: Presence;
  readonly load: number;
  readonly capacity: number | null;
  readonly queues: readonly string[];
}

export interface Conversation {
  readonly id: string;
  readonly owner: 'bot' | 'queue' | 'agent' | 'nobody';
  readonly last_seq: number;
  readonly recipient: { readonly kind: string; readonly value: string };
  readonly created_at: string;
  readonly last_event_at: string | null;
  readonly window_ends_at: string | null;
  readonly window_open: boolean;
  readonly stuck_reason: string | null;
  readonly blocked: {
    readonly by: string;
    readonly reason: string;
    readonly until: string | null;
  } | null;
  readonly handoff: {
    readonly queue: string;
    readonly reason: string;
    readonly requested_at: string;
    readonly taken_by: string | null;
    readonly taken_at: string | null;
  } | null;
}

/** Why a conversation is before people, and where it can be given back to. */
export interface HandoffCard {
  readonly why: string;
  readonly path: readonly string[];
  readonly question: {
    readonly step: string;
    readonly asked: string;
    readonly tries: number;
  } | null;
  readonly attempts: readonly string[];
  readonly slots: readonly { readonly name: string; readonly value: string }[];
  readonly promises: readonly string[];
  readonly release: number;
  readonly choices: readonly {
    readonly to: 'menu' | 'question' | 'step';
    readonly step: string | null;
    readonly preview: readonly string[];
  }[];
  /** Where it goes once nobody has written for long; `null`: it stays. */
  readonly silence: 'bot' | 'closed' | null;
}

export interface SaidReply {
  readonly reply: string;
  readonly sender: 'bot' | 'agent' | 'system';
  readonly step: string;
  readonly state: string;
  readonly carrier: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly due_at: string;
  readonly settled_at: string | null;
  readonly reason: string | null;
  readonly delivery: 'sent' | 'delivered' | 'read' | 'failed' | null;
  readonly failure_reason: string | null;
}

export interface TranscriptEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly parked: string | null;
  readonly replies: readonly SaidReply[];
  readonly media: readonly MediaFile[];
}

/** A file that came with a message, or went out with an agent's words. */
export interface MediaFile {
  readonly id: string;
  readonly state: 'pending' | 'kept' | 'failed' | 'forgotten';
  readonly kind: 'image' | 'audio' | 'video' | 'document';
  readonly type: string | null;
  readonly size: number;
  readonly name: string | null;
  readonly reason: string | null;
}

/** An approved template in one language. */
export interface MessageTemplate {
  readonly name: string;
  readonly title: string;
  readonly category: 'utility' | 'marketing' | 'authentication';
  readonly locale: string;
  /** With `{{ variable }}`. */
  readonly body: string;
  readonly variables: readonly {
    readonly name: string;
    readonly title: string;
    readonly max_length: number;
    readonly value: string;
  }[];
}

/** Where somebody said what was looked for. */
export interface FoundLine {
  readonly conversation_id: string;
  readonly recipient: string;
  readonly name: string | null;
  readonly owner: Conversation['owner'];
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly snippet: string;
}

/** What is said often. */
export interface CannedReply {
  readonly id: string | null;
  readonly from: 'bot' | 'team' | 'own';
  readonly key: string;
  readonly locale: string | null;
  readonly text: string;
}

/** What is known of a customer; nothing sensitive. */
export interface Customer {
  readonly locale: string;
  readonly name: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly profile: readonly {
    readonly attribute: string;
    readonly value: string;
    readonly told_at: string | null;
  }[];
}

export interface Present {
  readonly id: string;
  readonly name: string;
  readonly typing: boolean;
}

/** Whether a model, or its stand-in, writes for agents. */
export interface AidState {
  readonly available: boolean;
  readonly stand_in: boolean;
}

/** A piece of the bot's knowledge. */
export interface Passage {
  readonly id: string;
  /** The headings it stands under; blank for none. */
  readonly heading: string;
  readonly text: string;
}

/** What a model wrote for an agent. */
export interface Aided {
  readonly text: string;
  readonly sources: readonly Passage[];
  readonly up_to_seq: number;
  readonly made_at: string;
  readonly stand_in: boolean;
}

/** A passage that the answer of an event rests on. */
export interface EventSource extends Passage {
  readonly seq: number;
}
