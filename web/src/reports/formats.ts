import type { Locale } from '../desk/words.tsx';

const NOTHING = '–';
/** 2024 began on a Monday. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export interface Formats {
  readonly number: (value: number) => string;
  readonly share: (value: number | null) => string;
  readonly mean: (value: number | null) => string;
  /** `45 s`, `12 min`, `3 h 20 min`. */
  readonly duration: (seconds: number | null) => string;
  /** Of `2026-11-23`. */
  readonly day: (key: string) => string;
  /** Of 1 for Monday to 7. */
  readonly weekday: (key: string) => string;
}

export function formatsOf(locale: Locale): Formats {
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const mean = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return {
    number: (value) => number.format(value),
    share: (value) => (value === null ? NOTHING : share.format(value)),
    mean: (value) => (value === null ? NOTHING : mean.format(value)),
    duration,
    day: (key) => day.format(Date.parse(`${key}T00:00:00Z`)),
    weekday: (key) => weekday.format(A_MONDAY + (Number(key) - 1) * DAY_MS),
  };
}

function duration(seconds: number | null): string {
  if (seconds === null) return NOTHING;
  const whole = Math.round(seconds);
  if (whole < 60) return `${String(whole)} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? `${String(hours)} h ${String(minutes % 60)} min`
    : `${String(Math.floor(hours / 24))} d ${String(hours % 24)} h`;
}
