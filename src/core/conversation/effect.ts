/** Who speaks: `system` for built-in words (an error, an opt-out's confirmation). */
export type Sender = 'bot' | 'agent' | 'system';

/**
 * What to do when nobody can know whether Braze took the reply: once more; never twice; or wait
 * for what Currents tells of it, and never twice either.
 */
export type AmbiguityPolicy = 'retry' | 'hold' | 'verify';

/**
 * What a reply travels by: a campaign with free text, which leaves within the window only, a
 * campaign with an approved template, a Canvas, or by itself as a whole message of free text.
 */
export type Carrier = 'campaign' | 'template' | 'canvas' | 'messages';

/** A message for the customer, by one API-triggered campaign or Canvas. Rendered: no template is left in it. */
export interface Reply {
  readonly kind: 'reply';
  /** Without it, a campaign with free text. */
  readonly carrier?: Exclude<Carrier, 'campaign'>;
  /** Of the campaign or the Canvas. */
  readonly campaignId: string;
  /** Braze's `trigger_properties` or `canvas_entry_properties` for this recipient, plain JSON. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly sender: Sender;
  /** Milliseconds between the acceptance of the reply before it and this one's start. */
  readonly delayMs: number;
  readonly policy: AmbiguityPolicy;
  /** What carries it in place of the campaign once the window is over; never kept. */
  readonly outside?: Pick<Reply, 'campaignId' | 'properties'>;
  /** It is no longer said when it could not start for so long. */
  readonly staleAfterMs?: number;
  /** An opt-out's or handoff's own words: still said when the bot's other replies are cancelled. */
  readonly survivesFence: boolean;
  /** Step that said it, `<flow>.<step>`, for people who look. */
  readonly step: string;
}

/** Something for the customer's Braze profile. */
export interface WriteBack {
  readonly kind: 'write-back';
  /** Custom attributes to set, and the state of subscription groups; `null` removes one. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly event?: {
    readonly name: string;
    readonly properties: Readonly<Record<string, unknown>>;
  };
  /** Where the conversation's id is put in, which no machine knows. */
  readonly idAs?: { readonly attribute?: string; readonly property?: string };
  readonly step: string;
}

/** The conversation waits for a person from here on. */
export interface Handoff {
  readonly kind: 'handoff';
  readonly queue: string;
  readonly reason: string;
  readonly priority: 'normal' | 'high';
  readonly step: string;
  /** What it is about, for people who look. */
  readonly topic?: string;
  /** What an agent must know, beside what the queue asks for. */
  readonly skills?: readonly string[];
}

/** What may be done about a call whose outcome nobody knows; its connector says so. */
export type CallPolicy = 'safe' | 'idempotent' | 'once';

/** A question to another system; its answer comes back as an event that names this one's `seq`. */
export interface Call {
  readonly kind: 'call';
  /** `orders.find`, or `ai`. */
  readonly connector: string;
  /** Rendered, plain JSON. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly policy: CallPolicy;
  /** So long it is not asked yet: the customer may go on. */
  readonly settleMs?: number;
  /** After so long nobody waits for the answer any more. */
  readonly timeoutMs: number;
  readonly step: string;
}

/** A look at the customer's profile; what is found comes back as an event, some time later. */
export interface AttributeFetch {
  readonly kind: 'fetch-attributes';
  /** By their names in Braze. */
  readonly attributes: readonly string[];
}

/** What a transition wants done in the world. Each becomes a row, (conversation, seq, index), before it is a call. */
export type Effect = Reply | WriteBack | Handoff | Call | AttributeFetch;
