import { useEffect, useState } from 'react';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something lasts, as short as people say it: `45s`, `12m`, `3h 05m`, `2d`. */
export function span(ms: number): string {
  const left = Math.max(0, ms);
  if (left < MINUTE) return `${String(Math.floor(left / SECOND))}s`;
  if (left < HOUR) return `${String(Math.floor(left / MINUTE))}m`;
  if (left < DAY) {
    const minutes = String(Math.floor((left % HOUR) / MINUTE)).padStart(2, '0');
    return `${String(Math.floor(left / HOUR))}h ${minutes}m`;
  }
  return `${String(Math.floor(left / DAY))}d`;
}

/** What is left of minutes, to the second: `4:07`. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Now, again after each interval. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => {
      setNow(Date.now());
    }, everyMs);
    return () => {
      window.clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}

/** The browser's own way to write times, where it speaks the page's language. */
function wayOf(locale: string): string {
  const own = navigator.languages.find((language) => language.startsWith(locale));
  try {
    return own === undefined ? locale : (Intl.DateTimeFormat.supportedLocalesOf(own)[0] ?? locale);
  } catch {
    return locale; // what is no language tag: some systems say `en-US@posix`
  }
}

/** The time of a day, as the browser's language writes it. */
export function clock(at: string, locale: string): string {
  return new Date(at).toLocaleTimeString(wayOf(locale), { hour: '2-digit', minute: '2-digit' });
}

/** A day and a time of it, shorter than both alone. */
export function moment(at: string, locale: string): string {
  return new Date(at).toLocaleString(wayOf(locale), { dateStyle: 'medium', timeStyle: 'short' });
}

export function day(at: string, locale: string): string {
  return new Date(at).toLocaleDateString(wayOf(locale), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
}
