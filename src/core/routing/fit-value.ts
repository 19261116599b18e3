import { DateTime } from 'luxon';

import { MOST_ITEMS, optionIds, type SlotShape, type SlotValue } from '#core/flow/model/slot.ts';

import { isWithin } from './is-within.ts';
import { readEmail, readLink, readPhone } from './read-contact.ts';
import { textReader } from './read-text.ts';

/** A value as its slot keeps it; `null` for nothing, `undefined` for what does not fit. */
export type ValueFitter = (value: unknown) => SlotValue | undefined;

/** Longest text that is kept, in characters, where the slot does not say. */
const LONGEST_TEXT = 4_096;
const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/;

/**
 * Makes values that machines wrote (attributes, results of calls, other slots) fit a slot; made
 * once. What customers write is for `answerReader`.
 *
 * Of an object every declared field is there, `null` where it is missing or does not fit, and
 * nothing else; of a list the items that fit, at most `max_items`.
 *
 * @throws RE2JSSyntaxException when a pattern is none
 */
export function valueFitter(slot: SlotShape): ValueFitter {
  const fit = fitterFor(slot);
  return (value) => (value === null || value === undefined ? null : fit(value));
}

/** Anything but nothing. */
type Given = string | number | boolean | object;
type Fit = (value: Given) => SlotValue | undefined;

function fitterFor(slot: SlotShape): Fit {
  switch (slot.type) {
    case 'text':
      return asText(textReader(slot, LONGEST_TEXT));
    case 'email':
      return asText(readEmail);
    case 'phone':
      return asText(readPhone);
    case 'link':
      return asText(readLink);
    case 'number':
    case 'integer':
      return (value) => numberFor(slot, value);
    case 'boolean':
      return (value) => BOOLEANS.get(typeof value === 'string' ? value.toLowerCase() : value);
    case 'date':
      return asText((text) => bounded(slot, dateIn(text)));
    case 'time':
      return asText((text) => bounded(slot, timeIn(text)));
    case 'choice':
      return asText(optionReader(slot));
    case 'object':
      return objectFitter(slot);
    case 'list':
      return listFitter(slot);
  }
}

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...([true, 'true'] as const).map((yes) => [yes, true] as const),
  ...([false, 'false'] as const).map((no) => [no, false] as const),
]);

function asText(read: (text: string) => string | undefined): Fit {
  return (value) => {
    if (typeof value === 'string') return read(value);
    return typeof value === 'number' || typeof value === 'boolean'
      ? read(String(value))
      : undefined;
  };
}

function numberFor(slot: SlotShape, value: unknown): number | undefined {
  const isText = typeof value === 'string' && value.trim() !== '';
  const number = isText ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  const fits = slot.type === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number);
  return fits && isWithin(number, slot) ? number : undefined;
}

function bounded(slot: SlotShape, value: string | undefined): string | undefined {
  return value !== undefined && isWithin(value, slot) ? value : undefined;
}

function dateIn(text: string): string | undefined {
  const date = ISO_DATE.exec(text.trim())?.[1];
  return date !== undefined && DateTime.fromISO(date, { zone: 'utc' }).isValid ? date : undefined;
}

function timeIn(text: string): string | undefined {
  const [, hour, minute] = TIME.exec(text.trim()) ?? [];
  return hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute ?? '00'}`;
}

function optionReader(slot: SlotShape): (text: string) => string | undefined {
  const ids = new Set(optionIds(slot));
  return (text) => {
    if (ids.has(text)) return text;
    const id = text.trim().toLowerCase().replaceAll(/[ -]/g, '_');
    return ids.has(id) ? id : undefined;
  };
}

function objectFitter({ fields = {} }: SlotShape): Fit {
  const fitters = Object.entries(fields).map(([name, of]) => [name, valueFitter(of)] as const);
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    const given = value as Readonly<Record<string, unknown>>;
    const made: Record<string, SlotValue> = {};
    for (const [name, fit] of fitters) {
      made[name] = (Object.hasOwn(given, name) ? fit(given[name]) : null) ?? null;
    }
    return made;
  };
}

function listFitter({ of = { type: 'text' }, max_items: most = MOST_ITEMS }: SlotShape): Fit {
  const fit = valueFitter(of);
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items: SlotValue[] = [];
    for (const item of value as readonly unknown[]) {
      if (items.length === most) break;
      const fitted = fit(item) ?? null;
      if (fitted !== null) items.push(fitted);
    }
    return items;
  };
}
