import type { AskedTool } from '#core/calls/call-outcome.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';
import type { LineNow } from '#core/handoff/line-now.ts';
import type { QueueSwitches } from '#core/handoff/queue-switches.ts';

/** What a customer wrote, tapped or sent. */
export interface MessageReceived {
  readonly kind: 'message';
  /** Word for word; empty for a message that is only media. */
  readonly text: string;
  /** Addresses of what came with it; text, never fetched by the door. */
  readonly media: readonly string[];
  /** The answer of a WhatsApp flow: JSON as the customer's phone wrote it. */
  readonly flowResponse?: string;
  /** The profile's language as Braze knows it, e.g. `es`. */
  readonly language?: string;
  /** Of the Braze profile, as far as the campaign's template brings them. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** Chosen by the customer, so untrusted. */
  readonly profileName?: string;
  /** UTC, ISO 8601: when Braze made the webhook, where the payload says so. */
  readonly renderedAt?: string;
  readonly dispatchId?: string;
  readonly campaignId?: string;
}

/** A time that a state was waiting for has come. */
interface TimerDue {
  readonly kind: 'timer';
  /** Id within the machine; it repeats each time its state is entered. */
  readonly timer: string;
  /** `seq` of the event that armed it: tells this visit of the state from the one before. */
  readonly gen: number;
  /** Where the customer stands in line, looked up as it comes, for clocks that want to say it. */
  readonly line?: LineNow;
}

/** Another system has answered. */
interface CallAnswered {
  readonly kind: 'call-result';
  /** `seq` of the event whose transition asked: tells this question from one asked before. */
  readonly callSeq: number;
  /** Any JSON; the flow keeps what fits its slot. */
  readonly value: unknown;
  /** Of an AI's answer: ids of the passages that it rests on, for people who look. */
  readonly sources?: readonly string[];
  /** Of an AI's answer: the connectors that it asked, each by the name of its effect. */
  readonly asked?: readonly AskedTool[];
}

/** Another system gave no answer that could be used. */
interface CallFailed {
  readonly kind: 'call-failed';
  readonly callSeq: number;
  /** For people who look. */
  readonly reason: string;
  /** The other system has understood, and said no. */
  readonly isRefused?: true;
}

/** A reply did not reach the customer: it waited too long, or Braze or WhatsApp refused it or gave it up. */
interface DeliveryFailed {
  readonly kind: 'delivery-failed';
  /** The reply's row in this conversation, or in one that was closed in its favour. */
  readonly replySeq: number;
  readonly replyIdx: number;
  /** Step that said it, `<flow>.<step>`. */
  readonly step: string;
  /**
   * `failed` by WhatsApp, `aborted` by Braze; `expired`: its time was over before it could leave;
   * `refused` for good by Braze's API.
   */
  readonly failure: 'failed' | 'aborted' | 'expired' | 'refused';
  /** WhatsApp's error code, or Braze's kind of abort; blank where none was told. */
  readonly code: string;
  /** For people who look. */
  readonly reason: string;
}

/** What the customer's profile says, asked for because a message did not bring it. */
interface AttributesTold {
  readonly kind: 'attributes-told';
  readonly attributes: NonNullable<MessageReceived['attributes']>;
}

/** This conversation turned out to be the same person's as an older one, which goes on. */
interface Merged {
  readonly kind: 'merged';
  readonly into: string;
}

/** What was so when it happened, where that is not as the release has it. */
interface Circumstances {
  readonly switches?: QueueSwitches;
}

/** Everything that can happen to a conversation; appended to its log and never changed. */
export type ConversationEvent = Circumstances &
  (
    | (MessageReceived | TimerDue | CallAnswered | CallFailed)
    | (Merged | DeliveryFailed | AttributesTold)
    | DeskEvent
  );
