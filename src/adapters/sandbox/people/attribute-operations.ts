import { isObject, type Json } from '../json.ts';

/**
 * Custom attribute strings are cut here.
 *
 * @see https://www.braze.com/docs/user_guide/data/activation/custom_data/custom_attributes/
 */
const LONGEST_STRING = 255;

type Operation = (before: unknown, argument: unknown) => unknown;

/** What `{"<key>": argument}` does. An argument that does not fit leaves the value as it was. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  inc: incremented,
  add: (before, added) => withAll(listOf(before), listOf(added)),
  remove: (before, gone) => listOf(before).filter((value) => !listOf(gone).includes(value)),
  $time: (_before, time) => time,
  $add: (before, added) => [...listOf(before), ...listOf(added)],
  $remove: (before, gone) => listOf(before).filter((item) => !listOf(gone).some(selects(item))),
  $update: (before, updates) => listOf(before).map((item) => updated(item, listOf(updates))),
};

/**
 * What an attribute holds after one write, `undefined` where it is gone.
 *
 * @param merges `_merge_objects` of the call: nested objects are merged instead of overwritten
 * @see https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */
export function attributeAfter(before: unknown, written: unknown, merges: boolean): unknown {
  if (written === null) return undefined;
  if (typeof written === 'string') return written.slice(0, LONGEST_STRING);
  if (!isObject(written)) return written;

  const key = Object.keys(OPERATIONS).find((operation) => Object.hasOwn(written, operation));
  const operation = key === undefined ? undefined : OPERATIONS[key];
  return key === undefined || operation === undefined
    ? afterObject(before, written, merges)
    : operation(before, written[key]);
}

function incremented(before: unknown, by: unknown): unknown {
  if (typeof by !== 'number') return before;
  if (before === undefined) return by;
  return typeof before === 'number' ? before + by : before;
}

function updated(item: unknown, updates: readonly unknown[]): unknown {
  const update = updates.find(selects(item));
  return isObject(update) && isObject(item) && isObject(update['$new_object'])
    ? { ...item, ...update['$new_object'] }
    : item;
}

/** Whether a `{$identifier_key, $identifier_value}` means `item`. */
function selects(item: unknown): (selector: unknown) => boolean {
  return (selector) =>
    isObject(item) &&
    isObject(selector) &&
    typeof selector['$identifier_key'] === 'string' &&
    item[selector['$identifier_key']] === selector['$identifier_value'];
}

function afterObject(before: unknown, written: Json, merges: boolean): Json {
  const base = merges && isObject(before) ? before : {};
  const after = Object.entries(written).map(
    ([key, value]) => [key, attributeAfter(base[key], value, merges)] as const,
  );
  const merged = { ...base, ...Object.fromEntries(after) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function withAll(before: readonly unknown[], added: readonly unknown[]): readonly unknown[] {
  return [...before, ...added.filter((value) => !before.includes(value))];
}
