import { DateTime, IANAZone } from 'luxon';

import { ReportRangeWrong, ReportZoneUnknown } from './report-errors.ts';

/** Days of a time zone, from the begin of one to the begin of another, which is not in it. */
export interface ReportRange {
  /** `YYYY-MM-DD`, the first day. */
  readonly from: string;
  /** `YYYY-MM-DD`, the day after the last. */
  readonly to: string;
  /** IANA's name. */
  readonly zone: string;
  /** UTC milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What was asked for; what is left out is the last 30 days, today included. */
export interface AskedRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly zone?: string | undefined;
}

const USUAL_DAYS = 30;
/** A year and its leap day. */
const MOST_DAYS = 366;

/**
 * Reads a range of days.
 *
 * @throws ReportZoneUnknown
 * @throws ReportRangeWrong where a day is none, the first is not before the last, or there are too many
 */
export function reportRange(asked: AskedRange, nowMs: number): ReportRange {
  const { zone = 'UTC' } = asked;
  if (!IANAZone.isValidZone(zone)) throw new ReportZoneUnknown(zone);
  const today = DateTime.fromMillis(nowMs, { zone }).startOf('day');
  const to = asked.to === undefined ? today.plus({ days: 1 }) : dayOf(asked.to, zone);
  const from = asked.from === undefined ? to.minus({ days: USUAL_DAYS }) : dayOf(asked.from, zone);
  const days = to.diff(from, 'days').days;
  if (days < 1) {
    throw new ReportRangeWrong('`from` must be a day before `to`, which is not counted itself');
  }
  if (days > MOST_DAYS) {
    throw new ReportRangeWrong(`Ask for ${String(MOST_DAYS)} days at most`, { days });
  }
  return {
    ...{ from: isoOf(from), to: isoOf(to), zone },
    ...{ fromMs: from.toMillis(), toMs: to.toMillis() },
  };
}

function dayOf(text: string, zone: string): DateTime {
  const day = DateTime.fromFormat(text, 'yyyy-MM-dd', { zone });
  if (day.isValid) return day.startOf('day');
  throw new ReportRangeWrong(`"${text}" is no day: write it as 2026-11-23`);
}

export function isoOf(day: DateTime): string {
  return day.toFormat('yyyy-MM-dd');
}
