import { z } from 'zod';

/** Names that mean something to JavaScript or to the machine; nobody may take them. */
const TAKEN = new Set(['constructor', 'prototype', 'parley', 'end', 'rest', 'stopping', 'system']);

/** What flows, steps, slots, options, queues and layouts are called. */
export const Name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be small letters, digits and _, a letter first')
  .refine((name) => !TAKEN.has(name), 'is a reserved word');

/** A language, with a region or without: `en`, `es-MX`. */
export const Locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'must be a language, such as en');

/** Words for the customer: one text for everybody, or one per language. Liquid may stand in them. */
export const Copy = z.union([z.string().min(1), z.record(Locale, z.string().min(1))]);
export type Copy = z.infer<typeof Copy>;

/** Words of the customer: for everybody, or per language. */
export const Phrases = z.union([
  z.array(z.string().min(1)),
  z.record(Locale, z.array(z.string().min(1))),
]);
export type Phrases = z.infer<typeof Phrases>;

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const LONGEST_MS = 30 * UNIT_MS.d;

/** `30s`, `5m`, `12h`, `7d` → milliseconds. */
export const Duration = z
  .string()
  .regex(/^[1-9]\d{0,6}[smhd]$/, 'must be a number and s, m, h or d, such as 30m')
  .transform((text) => Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS])
  .refine((ms) => ms <= LONGEST_MS, 'must be 30 days at most');
