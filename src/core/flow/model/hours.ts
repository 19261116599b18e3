import { z } from 'zod';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof DAYS)[number];

/** `mon`, or from one to another: `mon-fri`, and over the week's end: `sat-mon`. */
const Days = z
  .string()
  .regex(
    new RegExp(`^(?:${DAYS.join('|')})(?:-(?:${DAYS.join('|')}))?$`),
    'must be a day or days, such as mon or mon-fri',
  );
/** `22:00-02:00` ends on the day after; `24:00` is midnight at the day's end. */
const Interval = z
  .string()
  .regex(
    /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'must be from and to, such as 09:00-14:00',
  );
const CalendarDate = z.iso.date('must be a date that exists, such as 2026-12-25');

/** When somebody is there, by the clock of a place. */
export const Hours = z.strictObject({
  /** IANA's name of a time zone: `Europe/Madrid`. */
  zone: z.string().min(1).max(60),
  open: z.record(Days, z.array(Interval).max(10)),
  /** Days on which it does not open, whatever day of the week they are. */
  closed: z.array(CalendarDate).max(400).optional(),
  /** Days with hours of their own, in place of those of their day of the week. */
  open_on: z.record(CalendarDate, z.array(Interval).min(1).max(10)).optional(),
});
export type Hours = z.infer<typeof Hours>;

/** The days of the week that a key of `open` names, from 0 for Monday. */
export function daysIn(key: string): readonly number[] {
  const [first = '', last = first] = key.split('-');
  const from = DAYS.indexOf(first as Day);
  const count = ((DAYS.indexOf(last as Day) - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => (from + index) % 7);
}
