import { type Interval, intervalIn, type IsOpen, openingHours } from '#core/handoff/hours.ts';

import { daysIn, type Hours } from '../model/hours.ts';

/** Checked opening hours as conditions ask for them. */
export function opening({ zone, open, closed = [], open_on: openOn = {} }: Hours): IsOpen {
  const week = Object.entries(open).flatMap(([days, hours]) =>
    daysIn(days).map((day) => [day, hours.map(intervalIn)] as const),
  );
  const dates = new Map<string, readonly Interval[]>(closed.map((date) => [date, []]));
  for (const [date, hours] of Object.entries(openOn)) dates.set(date, hours.map(intervalIn));
  return openingHours({ zone, week: new Map(week), dates });
}
