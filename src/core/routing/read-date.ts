import { DateTime } from 'luxon';

const NUMERIC = /^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})$/;
const IN_WORDS = [
  ...['d LLLL yyyy', 'd LLL yyyy', 'LLLL d yyyy', 'LLL d yyyy'],
  ...["d 'de' LLLL 'de' yyyy", "d 'de' LLLL yyyy", "d 'de' LLL 'de' yyyy"],
];
const LONGEST = 40;
const orderOf = new Map<string, 'day' | 'month'>();

/**
 * The date in a text as `YYYY-MM-DD`; `undefined` where it is none or does not exist.
 *
 * The year has four digits: anything relative would make a replay depend on its day.
 */
export function readDate(text: string, locale: string): string | undefined {
  const bare = text.trim().slice(0, LONGEST);
  return readNumeric(bare, locale) ?? readWords(bare, locale);
}

function readNumeric(text: string, locale: string): string | undefined {
  const [, first = '', second = '', third = ''] = NUMERIC.exec(text) ?? [];
  if (first === '') return undefined;
  if (first.length === 4) return isoDate(first, second, third);
  if (third.length !== 4) return undefined;

  // Read the other way round where this one cannot be: 31/12/2026 is a date in English too.
  const dayFirst = isoDate(third, second, first);
  const monthFirst = isoDate(third, first, second);
  return firstPart(locale) === 'day' ? (dayFirst ?? monthFirst) : (monthFirst ?? dayFirst);
}

function isoDate(year: string, month: string, day: string): string | undefined {
  const date = DateTime.utc(Number(year), Number(month), Number(day));
  return date.isValid ? date.toISODate() : undefined;
}

function readWords(text: string, locale: string): string | undefined {
  const plain = text.replace(/,/g, '').replace(/(\d)(st|nd|rd|th)\b/i, '$1');
  for (const format of IN_WORDS) {
    const date = DateTime.fromFormat(plain, format, { locale, zone: 'utc' });
    if (date.isValid) return date.toISODate();
  }
  return undefined;
}

function firstPart(locale: string): 'day' | 'month' {
  const known = orderOf.get(locale);
  if (known !== undefined) return known;

  const parts = new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).formatToParts(new Date(0));
  const first = parts.find(({ type }) => type === 'day' || type === 'month')?.type;
  const order = first === 'day' ? 'day' : 'month';
  orderOf.set(locale, order);
  return order;
}
