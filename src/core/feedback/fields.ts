import { storableText } from '#core/ingress/storable-text.ts';

/** An object of a body that nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Braze's ids have 24 to 36 characters, WhatsApp's up to about 100. */
const LONGEST_TEXT = 300;
/** Nothing that Braze tells is older than WhatsApp there. */
const EARLIEST_S = Date.UTC(2020, 0) / 1000;
const LATEST_S = Date.UTC(2100, 0) / 1000;

export function fieldsIn(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under `key`, such as can be stored; a number as its text, nothing for blanks. */
export function textAt(fields: Fields, key: string): string | undefined {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  return storableText(text.slice(0, LONGEST_TEXT));
}

/** UTC milliseconds of a moment in seconds; `undefined` for what cannot be one. */
export function momentAt(fields: Fields, key: string): number | undefined {
  const seconds = fields[key];
  if (typeof seconds !== 'number' || !(seconds > EARLIEST_S && seconds < LATEST_S)) {
    return undefined;
  }
  return Math.floor(seconds * 1000);
}
