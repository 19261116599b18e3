/** A place in line, as the desk saw it at one moment; it comes with an event, never from a clock. */
export interface LineNow {
  /** From 1. */
  readonly position: number;
  /** Milliseconds until it is their turn, roughly; `null` where nobody can say. */
  readonly waitMs: number | null;
}

/** What words may say of a place in line: `queue.position`, `queue.wait`, `queue.minutes`. */
interface SpokenLine {
  readonly position: number;
  /** `about 5 minutes`, in the customer's language; `null` where nobody can say. */
  readonly wait: string | null;
  /** The same as a number, for words of one's own. */
  readonly minutes: number | null;
}

/** Longest text that `queue.wait` comes to, in characters. */
export const LONGEST_WAIT = 60;

const MINUTE_MS = 60_000;
/** Up to ten minutes people count them; then they think in fives, and later in hours. */
const EXACT_MINUTES = 10;
const STEP_MINUTES = 5;
const HOUR_MINUTES = 60;

const ABOUT: Readonly<Record<string, string>> = {
  ...{ en: 'about', es: 'unos', de: 'etwa', fr: 'environ', it: 'circa', pt: 'cerca de' },
  ...{ ca: 'uns', gl: 'uns', nl: 'ongeveer', pl: 'około', sv: 'omkring', da: 'omkring' },
};
/** Where "about" has to agree with what it counts. */
const ABOUT_HOURS: Readonly<Record<string, string>> = { es: 'unas', ca: 'unes', gl: 'unhas' };
const ABOUT_ONE: Readonly<Record<string, string>> = { es: '', ca: '', gl: '' };

/** A place in line in words: rounded up, since nobody minds being served early. */
export function spokenLine({ position, waitMs }: LineNow, locale: string): SpokenLine {
  if (waitMs === null) return { position, wait: null, minutes: null };
  const minutes = Math.max(1, Math.ceil(waitMs / MINUTE_MS));
  return { position, wait: spokenWait(minutes, locale), minutes };
}

function spokenWait(minutes: number, locale: string): string {
  if (minutes <= EXACT_MINUTES) return spoken(minutes, 'minute', locale);
  const rounded = Math.ceil(minutes / STEP_MINUTES) * STEP_MINUTES;
  if (rounded < HOUR_MINUTES) return spoken(rounded, 'minute', locale);
  return spoken(Math.ceil(minutes / HOUR_MINUTES), 'hour', locale);
}

/** Numbers and units as the language itself has them. */
function spoken(count: number, unit: 'minute' | 'hour', locale: string): string {
  const language = locale.slice(0, 2);
  const counted = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  const about =
    (count === 1 ? ABOUT_ONE[language] : undefined) ??
    (unit === 'hour' ? ABOUT_HOURS[language] : undefined) ??
    ABOUT[language] ??
    '~';
  return `${about} ${counted.format(count)}`.trim().slice(0, LONGEST_WAIT);
}
