import type { Person } from '../people/person.ts';
import type { AbortType } from './chat-message.ts';

/** What a campaign says of the workspace's habits. */
export interface CampaignHabits {
  /** "Ignore frequency capping settings". */
  readonly ignoresFrequencyCap: boolean;
  /** "Opt out of quiet hours". */
  readonly ignoresQuietHours: boolean;
}

/** From one time of the day to another, over midnight too, by the user's own clock. */
interface QuietHours {
  /** `22:00`. */
  readonly from: string;
  readonly to: string;
}

/** Settings of the workspace, and WhatsApp's rates, by which messages are swallowed after a 201. */
export interface Habits {
  /**
   * What falls into it is aborted: the default for API-triggered campaigns.
   *
   * @see https://www.braze.com/docs/user_guide/messaging/messaging_fundamentals/quiet_hours/
   */
  quietHours: QuietHours | undefined;
  /**
   * Messages a user and calendar day.
   *
   * @see https://www.braze.com/docs/user_guide/engagement_tools/campaigns/building_campaigns/rate-limiting/
   */
  frequencyCap: number | undefined;
  /**
   * Whether WhatsApp's pair rate holds: one message in 6 s, 45 in a burst.
   *
   * @see https://developers.facebook.com/docs/whatsapp/throughput
   */
  hasPairRate: boolean;
  /**
   * Messages a second of the business number: WhatsApp's is 80. What is beyond it fails with 130429.
   *
   * @see https://developers.facebook.com/docs/whatsapp/throughput
   */
  numberRate: number | undefined;
}

export const NO_HABITS: Habits = {
  ...{ quietHours: undefined, frequencyCap: undefined, hasPairRate: false },
  numberRate: undefined,
};

const PAIR_EVERY_MS = 6_000;
const PAIR_BURST = 45;

/** Why Braze would abort a message to somebody now; `undefined` where it would not. */
export function abortOf(
  { quietHours, frequencyCap }: Habits,
  campaign: CampaignHabits,
  person: Person,
  now: Date,
): AbortType | undefined {
  if (quietHours !== undefined && !campaign.ignoresQuietHours) {
    if (isQuiet(quietHours, localTime(person, now))) return 'quiet_hours';
  }
  if (frequencyCap === undefined || campaign.ignoresFrequencyCap) return undefined;

  const today = localDay(person, now);
  const sentToday = sentTimes(person).filter((at) => localDay(person, at) === today);
  return sentToday.length >= frequencyCap ? 'frequency_capped' : undefined;
}

/** Whether WhatsApp refuses one more message to this person now, with 131056. */
export function isPairLimited({ hasPairRate }: Habits, person: Person, now: Date): boolean {
  if (!hasPairRate) return false;

  const paidMs = sentTimes(person).reduce(
    (untilMs, at) => Math.max(untilMs, at.getTime()) + PAIR_EVERY_MS,
    0,
  );
  return paidMs - now.getTime() > (PAIR_BURST - 1) * PAIR_EVERY_MS;
}

/** The last second of a business number: who sent how much in it, whoever it was to. */
export class NumberRate {
  /** Milliseconds of the sandbox's clock, in order; no more of them than a second may have. */
  private readonly sentAtMs: number[] = [];

  /** Whether one more is taken now; it counts then. */
  takes({ numberRate }: Habits, now: Date): boolean {
    if (numberRate === undefined) return true;

    const nowMs = now.getTime();
    while ((this.sentAtMs[0] ?? nowMs) <= nowMs - 1000) this.sentAtMs.shift();
    if (this.sentAtMs.length >= numberRate) return false;
    this.sentAtMs.push(nowMs);
    return true;
  }
}

/** Over midnight it is quiet after the one or before the other; else between them. */
function isQuiet({ from, to }: QuietHours, time: string): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

function sentTimes({ chat }: Person): readonly Date[] {
  return chat
    .toArray()
    .filter(({ direction, status }) => direction === 'out' && status === 'sent')
    .map(({ at }) => new Date(at));
}

function localTime(person: Person, at: Date): string {
  return formatted(person, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function localDay(person: Person, at: Date): string {
  return formatted(person, at, { year: 'numeric', month: '2-digit', day: '2-digit' });
}

/** In the time zone of the profile; where it has none, or one that nobody knows, UTC. */
function formatted({ profile }: Person, at: Date, form: Intl.DateTimeFormatOptions): string {
  const zone = profile['time_zone'];
  try {
    const timeZone = typeof zone === 'string' ? zone : 'UTC';
    return new Intl.DateTimeFormat('en-GB', { ...form, timeZone }).format(at);
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...form, timeZone: 'UTC' }).format(at);
  }
}
