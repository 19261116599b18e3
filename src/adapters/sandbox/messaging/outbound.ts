import type { Currents } from '../currents/currents.ts';
import type { Json } from '../json.ts';
import { applyAttributes } from '../people/apply-attributes.ts';
import type { People } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import type { PersonName } from '../people/person-name.ts';
import type { Ledger } from '../record/ledger.ts';
import type { SandboxClock } from '../sandbox-clock.ts';
import type { AbortType, ChatMessage, MessageContent } from './chat-message.ts';
import { contentFault } from './content-fault.ts';
import { abortOf, type CampaignHabits, type Habits, isPairLimited, NumberRate } from './habits.ts';

/** One message for one recipient, as a REST call asked for it. */
export interface Send {
  readonly name: PersonName;
  readonly content: MessageContent;
  readonly campaignId: string;
  readonly dispatchId: string;
  /** The `reply_id` of its properties, which campaigns put into `message_extras`. */
  readonly replyId?: string | undefined;
  /** Whether a user who got this campaign before may get it again. */
  readonly reEligible: boolean;
  /** What the campaign says of quiet hours and caps; without it, it keeps to them. */
  readonly habits?: CampaignHabits;
  /** What the campaign sends by, where that is not WhatsApp. */
  readonly otherChannel?: string;
  /** Applied before the send; may create the user. */
  readonly attributes: Json | undefined;
  /** `send_to_existing_only` as given; `undefined` where it was left out. */
  readonly existingOnly: boolean | undefined;
  /** Whether the subscription does not matter, as `recipient_subscription_state: all` says. */
  readonly toUnsubscribed: boolean;
}

export interface OutboundRules {
  /** The WhatsApp number's subscription group. */
  readonly subscriptionGroupId: string;
  /** Whether an external id that the sandbox never saw becomes a subscribed user. */
  readonly adoptsStrangers: boolean;
  /** May change at run time. */
  readonly habits: Habits;
}

type Outcome = Pick<ChatMessage, 'status' | 'reason' | 'code' | 'abort'>;

const KEEPS_ALL: CampaignHabits = { ignoresFrequencyCap: false, ignoresQuietHours: false };
const ABORTS: Readonly<Record<AbortType, string>> = {
  quiet_hours: 'It fell into quiet hours: let the campaign opt out of them',
  frequency_capped: 'Too many messages today: let the campaign ignore frequency capping',
};
const WINDOW_MS = 24 * 3_600_000;
const SENT: Outcome = { status: 'sent', reason: undefined, code: undefined };

/** What Braze and WhatsApp do with a message after the API answered 201. */
export class Outbound {
  private count = 0;
  private readonly numberRate = new NumberRate();

  constructor(
    private readonly people: People,
    private readonly ledger: Ledger,
    private readonly clock: SandboxClock,
    private readonly rules: OutboundRules,
    private readonly currents: Pick<Currents, 'tellOf'>,
  ) {}

  /** Sends, or lets it fail as silently as Braze does; the chat and the counters show which. */
  send(send: Send): void {
    if (!this.ledger.keepsEverything) {
      this.ledger.messageOut(send.name.value, 'sent');
      return;
    }

    const person = this.recipient(send);
    if (person === undefined) {
      this.ledger.messageOut(send.name.value, 'not-sent');
      return;
    }
    if (send.attributes !== undefined) applyAttributes(this.people, person, send.attributes);
    const message = this.message(send, this.outcome(person, send));
    if (message.status === 'sent') person.received.add(send.campaignId);
    person.chat.add(message);
    this.ledger.messageOut(send.name.value, message.status);
    this.currents.tellOf(person, message, send.replyId);
    this.ledger.feed.tell({ kind: 'message', brazeId: person.brazeId, message });
    if (send.attributes !== undefined) {
      this.ledger.feed.tell({ kind: 'user', brazeId: person.brazeId });
    }
  }

  private recipient(send: Send): Person | undefined {
    const known = this.people.find(send.name);
    if (known !== undefined) return known;

    const isAdopted =
      this.rules.adoptsStrangers && send.existingOnly === undefined && isMadeByBraze(send.name);
    const isNew =
      send.existingOnly === false &&
      send.attributes !== undefined &&
      send.name.kind === 'external_id';
    return isAdopted || isNew ? this.people.create([send.name]) : undefined;
  }

  private outcome(person: Person, send: Send): Outcome {
    if (send.otherChannel !== undefined) {
      return notSent(`The campaign sends by ${send.otherChannel}, not by WhatsApp`);
    }
    if (!send.reEligible && person.received.has(send.campaignId)) {
      return notSent('The campaign is not re-eligible: allow it again after 0 minutes');
    }
    const state = person.subscriptions[this.rules.subscriptionGroupId] ?? 'subscribed';
    if (state === 'unsubscribed' && !send.toUnsubscribed) {
      return notSent('The user is not subscribed to the WhatsApp group');
    }
    const now = this.clock.now();
    const abort = abortOf(this.rules.habits, send.habits ?? KEEPS_ALL, person, now);
    if (abort !== undefined) return { ...notSent(ABORTS[abort]), abort };
    const fault = contentFault(send.content);
    if (fault !== undefined) return { status: 'failed', ...fault };
    if (isPairLimited(this.rules.habits, person, now)) return pairLimited();
    if (!this.isWindowOpen(person) && send.content.kind !== 'template') return outsideWindow();
    return this.numberRate.takes(this.rules.habits, now) ? SENT : numberLimited();
  }

  private isWindowOpen({ onPhone, lastInboundAt }: Person): boolean {
    if (!onPhone) return true;
    if (lastInboundAt === undefined) return false;
    return this.clock.now().getTime() < lastInboundAt.getTime() + WINDOW_MS;
  }

  private message(send: Send, outcome: Outcome): ChatMessage {
    this.count += 1;
    return {
      id: `out-${String(this.count)}`,
      direction: 'out',
      at: this.clock.now().toISOString(),
      content: send.content,
      dispatchId: send.dispatchId,
      campaignId: send.campaignId,
      attempts: 1,
      ...outcome,
    };
  }
}

/** Aliases that Braze gives to whoever writes from an unknown number. */
const BRAZE_ALIASES = ['phone', 'whats_app_bsuid'];

/** Whether Braze would have a profile of this name once its user had written. */
function isMadeByBraze({ kind, label }: PersonName): boolean {
  return kind === 'external_id' || (label !== undefined && BRAZE_ALIASES.includes(label));
}

function notSent(reason: string): Outcome {
  return { status: 'not-sent', reason, code: undefined };
}

/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
function pairLimited(): Outcome {
  const reason = 'Too many messages to this customer: one in 6 s, 45 in a burst';
  return { status: 'failed', code: 131056, reason };
}

/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
function numberLimited(): Outcome {
  const reason = 'Too many messages from this number in a second';
  return { status: 'failed', code: 130429, reason };
}

/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
function outsideWindow(): Outcome {
  const reason = 'More than 24 hours since the customer last wrote: only a template may be sent';
  return { status: 'failed', code: 131047, reason };
}
