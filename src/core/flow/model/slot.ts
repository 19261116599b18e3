import { z } from 'zod';

import { Name, Phrases } from './words.ts';

export const SLOT_TYPES = [
  ...(['text', 'number', 'integer', 'boolean', 'date', 'time', 'phone', 'email', 'link'] as const),
  ...(['choice', 'object', 'list'] as const),
] as const;
export type SlotType = (typeof SLOT_TYPES)[number];

/** Most names in an object. */
const MOST_FIELDS = 50;
export const MOST_ITEMS = 100;

/** What kind of value a slot, an object's field or a list's item is. */
export interface SlotShape {
  readonly type: SlotType;
  /** Of a text, after `normalize`; RE2 syntax. */
  readonly pattern?: string | undefined;
  /** What is done to a text before it is looked at. */
  readonly normalize?: 'upper' | 'lower' | 'digits' | 'compact' | undefined;
  /** Smallest and greatest number, date or time. */
  readonly min?: number | string | undefined;
  readonly max?: number | string | undefined;
  /** Longest text, in characters. */
  readonly max_length?: number | undefined;
  /** Of a choice: its values, and the words that mean them. */
  readonly options?: readonly string[] | Readonly<Record<string, Phrases>> | undefined;
  /** Of an object: what it is made of. */
  readonly fields?: Readonly<Record<string, SlotShape>> | undefined;
  /** Of a list: what its items are. */
  readonly of?: SlotShape | undefined;
  readonly max_items?: number | undefined;
}

const Bare = z.enum(SLOT_TYPES).transform((type): SlotShape => ({ type }));

/** A field or an item: `text`, or `{ type: text, max_length: 20 }`. */
export const Part: z.ZodType<SlotShape> = z.lazy(() => z.union([Bare, z.strictObject(shape)]));

const shape = {
  type: z.enum(SLOT_TYPES),
  pattern: z.string().min(1).max(500).optional(),
  normalize: z.enum(['upper', 'lower', 'digits', 'compact']).optional(),
  min: z.union([z.number(), z.string()]).optional(),
  max: z.union([z.number(), z.string()]).optional(),
  max_length: z.int().min(1).max(4_096).optional(),
  options: z.union([z.array(Name), z.record(Name, Phrases)]).optional(),
  fields: z
    .record(Name, Part)
    .refine(
      (fields) => Object.keys(fields).length <= MOST_FIELDS,
      `may have ${String(MOST_FIELDS)} fields at most`,
    )
    .optional(),
  of: Part.optional(),
  max_items: z.int().min(1).max(MOST_ITEMS).optional(),
};

/** Plain JSON; an object's fields are all there, `null` where they are unset. */
export type SlotValue =
  string | number | boolean | null | readonly SlotValue[] | { readonly [name: string]: SlotValue };

/** How an attribute of the Braze profile may be called. */
export const AttributeName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_ ]{0,99}$/, 'must be letters, digits, _ and spaces');

/** A value that is remembered: while a flow runs, or for as long as there is a conversation. */
export const Slot = z.strictObject({
  ...shape,
  /** What it is while nothing else is known. */
  default: z.json().optional(),
  /** `conversation`: kept when the flow is left. Of bot.yaml's slots always, of a flow's where it says so. */
  scope: z.enum(['flow', 'conversation']).optional(),
  /** The attribute of the Braze profile that fills it, where the webhook brings it. */
  attribute: AttributeName.optional(),
  /** Leaves in no reply, write-back, call or reason but where the step has it under `reveal`. */
  sensitive: z.literal(true).optional(),
  retention: z.enum(['short', 'standard', 'long']).optional(),
});
export type Slot = z.infer<typeof Slot>;

/** Sensitive slots that a step means to let out. */
export const Reveal = z.array(Name).min(1).max(20);

/** What a slot holds while nobody has given it a value: its default, else `null`. */
export function unsetValue(slot: Pick<Slot, 'default'>): SlotValue {
  return (slot.default as SlotValue | undefined) ?? null;
}

/** The values of a choice. */
export function optionIds({ options = [] }: SlotShape): readonly string[] {
  return Array.isArray(options) ? (options as readonly string[]) : Object.keys(options);
}
