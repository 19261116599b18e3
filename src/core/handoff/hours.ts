import { IANAZone } from 'luxon';

/** Opening hours as they are written; days of the week from 0 for Monday. */
export interface OpeningHours {
  /** IANA's name of a time zone. */
  readonly zone: string;
  readonly week: ReadonlyMap<number, readonly Interval[]>;
  /** Dates that have hours of their own, `YYYY-MM-DD`; none at all on days that are closed. */
  readonly dates: ReadonlyMap<string, readonly Interval[]>;
}

/** Minutes of a day, the second not included; beyond 1,440 on the day after. */
export type Interval = readonly [from: number, to: number];

/** Whether it is open at a moment: UTC milliseconds since 1970. */
export type IsOpen = (atMs: number) => boolean;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;
/** 1970 began on a Thursday. */
const FIRST_WEEKDAY = 3;

/**
 * Opening hours ready to be asked, a microsecond an answer.
 *
 * They go by the clock on the wall. When it is put forward, hours in the gap do not come; when it is
 * put back, hours in the overlap come twice. Hours that end after midnight belong to the day they
 * began on: they are closed with it, and reach into a day that is closed itself.
 */
export function openingHours({ zone, week, dates }: OpeningHours): IsOpen {
  const offsetAt = offsets(IANAZone.create(zone));
  const exceptions = new Map([...dates].map(([date, hours]) => [dayOf(date), hours]));
  const hoursOn = (day: number): readonly Interval[] =>
    exceptions.get(day) ?? week.get((((day + FIRST_WEEKDAY) % 7) + 7) % 7) ?? [];

  return (atMs) => {
    const localMs = atMs + offsetAt(atMs);
    const day = Math.floor(localMs / DAY_MS);
    const minute = (localMs - day * DAY_MS) / MINUTE_MS;
    return isIn(hoursOn(day), minute) || isIn(hoursOn(day - 1), minute + DAY_MINUTES);
  };
}

/** `09:00-14:00` in minutes; where it ends before it begins, it ends on the day after. */
export function intervalIn(text: string): Interval {
  const [from = 0, to = 0] = text.split('-').map((time) => {
    const [hours, minutes] = time.split(':').map(Number);
    return (hours ?? 0) * 60 + (minutes ?? 0);
  });
  return [from, to < from ? to + DAY_MINUTES : to];
}

function isIn(hours: readonly Interval[], minute: number): boolean {
  for (const [from, to] of hours) if (from <= minute && minute < to) return true;
  return false;
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/**
 * A zone's offset in milliseconds, which takes luxon 10 µs to find out: that of the last day is
 * kept, for events come one after the other. No zone changes its clock twice in a day.
 */
function offsets(zone: IANAZone): (atMs: number) => number {
  const find = (atMs: number): number => zone.offset(atMs) * MINUTE_MS;
  let known = NaN;
  let offsetMs: number | undefined;
  return (atMs) => {
    const day = Math.floor(atMs / DAY_MS);
    if (day !== known) {
      const atStart = find(day * DAY_MS);
      offsetMs = atStart === find((day + 1) * DAY_MS) ? atStart : undefined;
      known = day;
    }
    return offsetMs ?? find(atMs);
  };
}
