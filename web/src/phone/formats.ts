import type { Locale } from '../ui/words.tsx';

const cached = new Map<string, Intl.DateTimeFormat>();

function formatOf(
  name: string,
  options: Intl.DateTimeFormatOptions,
): (locale: Locale) => Intl.DateTimeFormat {
  return (locale) => {
    const key = `${name} ${locale}`;
    const format = cached.get(key) ?? new Intl.DateTimeFormat(regionOf(locale), options);
    cached.set(key, format);
    return format;
  };
}

/** As people write it where the browser is: `en-GB` has 24 hours, `en-US` twice 12. */
function regionOf(locale: Locale): string {
  return navigator.languages.find((name) => name.startsWith(locale) && isTag(name)) ?? locale;
}

/** 14:05 */
export const TIME = formatOf('time', { hour: '2-digit', minute: '2-digit' });
/** 14:05:09 */
export const SECOND = formatOf('second', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
/** Mon 3 Nov */
export const DAY = formatOf('day', { weekday: 'short', day: 'numeric', month: 'short' });

/** Browsers hand on what the system says, which need not be a language tag: `en-US@posix`. */
function isTag(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length > 0;
  } catch {
    return false;
  }
}
