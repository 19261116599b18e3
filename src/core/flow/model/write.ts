import { z } from 'zod';

import { AttributeName } from './slot.ts';

/** Most values that a step adds to a list or takes out of it. */
const MOST_VALUES = 25;

const Plain = z.union([z.string(), z.number(), z.boolean()]);
const Value = z.union([Plain, z.null()]);
const Values = z.union([Plain, z.array(Plain).min(1).max(MOST_VALUES)]);
/** Of an object on the profile: no blanks, which Braze takes in no nested name. */
const FieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,99}$/, 'must be letters, digits and _');
const Fields = z.record(FieldName, z.union([Value, z.array(Plain).max(MOST_VALUES)]));

/**
 * What becomes of an attribute where it is not simply given a value. What adds, removes or counts
 * is not sent again when nobody knows whether Braze took it.
 *
 * @see https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */
const Change = z.union([
  /** To a list: values, or objects that a slot holds. */
  z.strictObject({ add: Values }),
  /** Out of a list; of a list of objects those whose field `by` is this. */
  z.strictObject({ remove: Values, by: FieldName.optional() }),
  /** To a number. */
  z.strictObject({ inc: z.union([z.string(), z.number()]) }),
  /** A moment: a day, or a day and a time, which Braze then knows for one. */
  z.strictObject({ time: z.string().min(1).max(500) }),
  /** An object's fields, those that it has beside them gone. */
  z.strictObject({ object: Fields }),
  /** Some fields of an object; the others stay. */
  z.strictObject({ merge: Fields }),
]);

const Attribute = z.union([Value, z.array(Plain).max(MOST_VALUES), Change]);
export type Attribute = z.infer<typeof Attribute>;

const EventName = z.string().min(1).max(255);

/** What goes to the customer's Braze profile. A value of `null` takes the attribute away. */
export const Write = z
  .strictObject({
    attributes: z.record(AttributeName, Attribute).optional(),
    event: z
      .union([
        EventName,
        z.strictObject({ name: EventName, properties: z.record(AttributeName, Value).optional() }),
      ])
      .optional(),
  })
  .refine(
    ({ attributes, event }) => attributes !== undefined || event !== undefined,
    'needs attributes, an event, or both',
  );
export type Write = z.infer<typeof Write>;

/** A text in what is written, and where it stands below the attribute's name. */
interface WrittenText {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** Every text in an attribute's value; Liquid may stand in each. */
export function textsOfAttribute(value: Attribute): readonly WrittenText[] {
  return textsBelow(value, []);
}

function textsBelow(value: unknown, path: readonly (string | number)[]): readonly WrittenText[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => textsBelow(each, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return [];
  // What a field is called is not said to anybody.
  const entries = Object.entries(value).filter(([name]) => path.length > 0 || name !== 'by');
  return entries.flatMap(([name, each]) => textsBelow(each, [...path, name]));
}
