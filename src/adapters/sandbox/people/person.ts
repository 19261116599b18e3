import type { ChatMessage } from '../messaging/chat-message.ts';
import { RingBuffer } from '../record/ring-buffer.ts';
import type { PersonName } from './person-name.ts';

type SubscriptionState = 'subscribed' | 'unsubscribed';

/** A custom event on a profile. */
interface PersonEvent {
  readonly name: string;
  /** ISO 8601. */
  readonly time: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A Braze profile with the customer's chat. */
export interface Person {
  readonly brazeId: string;
  readonly names: PersonName[];
  /** Braze's own fields: `first_name`, `language`, … */
  readonly profile: Record<string, unknown>;
  /** Custom attributes. */
  readonly attributes: Record<string, unknown>;
  readonly events: RingBuffer<PersonEvent>;
  /** State by subscription group. */
  readonly subscriptions: Record<string, SubscriptionState>;
  readonly chat: RingBuffer<ChatMessage>;
  /** Campaigns that were sent or forwarded to this person, for those that allow it once. */
  readonly received: Set<string>;
  /**
   * Writes through the sandbox, so that the 24-hour window is known. One who writes to Parley
   * directly (curl) is known by Parley's calls only, and gets what she is sent.
   */
  onPhone: boolean;
  lastInboundAt: Date | undefined;
}

/** Enough for a person to read and for a test to count; more would let a long run grow. */
const CHAT_KEPT = 500;
const EVENTS_KEPT = 100;

export function newPerson(brazeId: string, names: readonly PersonName[]): Person {
  return {
    brazeId,
    names: [...names],
    profile: {},
    attributes: {},
    events: new RingBuffer(EVENTS_KEPT),
    subscriptions: {},
    chat: new RingBuffer(CHAT_KEPT),
    received: new Set(),
    onPhone: false,
    lastInboundAt: undefined,
  };
}

/** The person's first name of a kind. */
export function nameOf(person: Person, kind: PersonName['kind']): string | undefined {
  return person.names.find((name) => name.kind === kind)?.value;
}
