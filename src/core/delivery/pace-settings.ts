import type { Budget } from './budget.ts';
import type { PairRate } from './pair-rate.ts';

/** How fast Parley sends; what is `undefined` is not held back. */
export interface PaceSettings {
  /** Calls that trigger campaigns and Canvases, an hour. */
  readonly sends: Budget | undefined;
  /** What the WhatsApp number takes, in replies. */
  readonly number: Budget | undefined;
  /** The most replies a minute, whatever the cause: a bot that ran wild is stopped by it. */
  readonly ceiling: Budget | undefined;
  readonly pair: PairRate | undefined;
  /** Milliseconds between two bubbles of one customer, which may overtake each other on their way. */
  readonly gapMs: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A second is counted in so many pieces: as even as few statements allow. */
const PIECES_A_SECOND = 8;

/** Braze's hour, of which so many percent are left to whoever else uses the workspace. */
export function hourlyBudget(limit: number, reservePercent: number): Budget | undefined {
  if (limit === 0) return undefined;
  const reserve = Math.floor((limit * reservePercent) / 100);
  return { name: 'sends', windowMs: HOUR_MS, limit, reserve };
}

/** A number's rate, in windows of about an eighth of a second. */
export function numberBudget(perSecond: number): Budget | undefined {
  if (perSecond === 0) return undefined;
  const limit = Math.max(Math.round(perSecond / PIECES_A_SECOND), 1);
  const windowMs = Math.ceil((1000 * limit) / perSecond);
  return { name: 'number', windowMs, limit, reserve: 0 };
}

/**
 * Looks at profiles, of which some are left to whoever else makes them.
 *
 * @see https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
export const EXPORT_BUDGET: Budget = {
  ...{ name: 'exports', windowMs: MINUTE_MS, limit: 250, reserve: 50 },
};

export function ceilingBudget(perMinute: number): Budget | undefined {
  if (perMinute === 0) return undefined;
  return { name: 'ceiling', windowMs: MINUTE_MS, limit: perMinute, reserve: 0 };
}
