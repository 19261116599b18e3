import type { CurrentsOptions } from './currents/currents-options.ts';
import type { WebhookOptions } from './inbound/webhook-campaign.ts';
import type { Habits } from './messaging/habits.ts';
import type { OnClockAdvance } from './sandbox-clock.ts';

/** How a sandbox is made; everything may be left out. */
export interface SandboxOptions {
  /** The REST key it accepts; without one, any Bearer token that is not blank. */
  readonly restKey?: string;
  /** What the REST key may do, as Braze's key dialog names it; without the list, everything. */
  readonly permissions?: readonly string[];
  /** `counters` keeps no profiles, chats or calls: for a million sends. */
  readonly record?: 'everything' | 'counters';
  /** Milliseconds before each REST answer. */
  readonly latencyMs?: number;
  /** An external id that the sandbox never saw becomes a subscribed user (true), or is silently not sent to. */
  readonly adoptsStrangers?: boolean;
  readonly subscriptionGroupId?: string;
  readonly limits?: Partial<RestLimits>;
  /** Quiet hours, caps and the pair rate; without them, none. */
  readonly habits?: Partial<Habits>;
  readonly webhook?: WebhookOptions;
  readonly currents?: CurrentsOptions;
  /** How far the clock was moved before, in milliseconds. */
  readonly clockOffsetMs?: number;
  /** Called before the sandbox's own clock is moved. */
  readonly onClockAdvance?: OnClockAdvance;
  /** Milliseconds since the epoch; for tests. */
  readonly realNow?: () => number;
  readonly random?: () => number;
}

/**
 * Calls that Braze takes in each fixed window.
 *
 * @see https://www.braze.com/docs/api/api_limits/
 */
export interface RestLimits {
  /** The pool of the three sends and of what is only read, per clock hour. */
  readonly sendsPerHour: number;
  /** `/users/track`, per 3 seconds. */
  readonly tracksPer3Seconds: number;
  /** `/users/export/ids`. */
  readonly exportsPerMinute: number;
}

export const BRAZE_LIMITS: RestLimits = {
  sendsPerHour: 250_000,
  tracksPer3Seconds: 3_000,
  exportsPerMinute: 250,
};
