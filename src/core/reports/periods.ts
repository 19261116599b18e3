import { DateTime } from 'luxon';

import { isoOf, type ReportRange } from './report-range.ts';

/** Kinds of time that figures are put together by. */
export const PERIODS = ['day', 'week', 'weekday', 'hour'] as const;
export type Period = (typeof PERIODS)[number];

/** Pieces of a range, in order and without a gap, each with the group that it counts for. */
export interface Periods {
  /** Where each piece begins: UTC milliseconds, the first at the range's begin. */
  readonly bounds: readonly number[];
  /** Of each piece, its group's place in `keys`. */
  readonly groups: readonly number[];
  /**
   * Names of groups, in the order in which they are shown: `2026-11-23` for days, the Monday for
   * weeks, `1` (Monday) to `7` for days of the week, `00` to `23` for hours of the day.
   */
  readonly keys: readonly string[];
}

type Named = (begin: DateTime) => string;

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map(String);
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** Cuts a range at what the clocks on its walls show, when they are put forward or back as well. */
export function periodsOf({ zone, fromMs, toMs }: ReportRange, by: Period): Periods {
  const unit = by === 'hour' ? 'hour' : 'day';
  const nameOf = NAMES[by];
  const bounds: number[] = [];
  const names: string[] = [];
  let begin: DateTime = DateTime.fromMillis(fromMs, { zone });
  while (begin.toMillis() < toMs) {
    bounds.push(begin.toMillis());
    names.push(nameOf(begin));
    begin = after(begin, unit);
  }
  const keys = FIXED[by] ?? [...new Set(names)];
  const places = new Map(keys.map((key, place) => [key, place]));
  return { bounds, groups: names.map((name) => places.get(name) ?? 0), keys };
}

const NAMES: Readonly<Record<Period, Named>> = {
  day: isoOf,
  week: (begin) => isoOf(begin.startOf('week')),
  weekday: (begin) => String(begin.weekday),
  hour: (begin) => begin.toFormat('HH'),
};

const FIXED: Readonly<Partial<Record<Period, readonly string[]>>> = {
  weekday: WEEKDAYS,
  hour: HOURS,
};

/** The next midnight on the wall, or the next full hour there, which is not always an hour away. */
function after(begin: DateTime, unit: 'hour' | 'day'): DateTime {
  return unit === 'day'
    ? begin.plus({ days: 1 }).startOf('day')
    : begin.plus({ minutes: 60 - begin.minute });
}
