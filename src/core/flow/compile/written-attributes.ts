import type { SlotValue } from '../model/slot.ts';
import type { Attribute, Write } from '../model/write.ts';
import { compileValue } from './compile-value.ts';
import type { FlowContext } from './flow-context.ts';

type Values = (context: FlowContext) => readonly SlotValue[];
type Made = Record<string, unknown>;
/** `undefined` where there is nothing to write: a slot that is unset. */
type Maker = (context: FlowContext) => unknown;

/** Attributes as `/users/track` takes them; `undefined` where none is left. */
export function attributesMaker(
  attributes: NonNullable<Write['attributes']>,
): (context: FlowContext) => Made | undefined {
  const entries = Object.entries(attributes);
  const makers = entries.map(([name, value]) => [name, attributeMaker(value)] as const);
  // Braze takes the word for the whole object; whoever packs objects knows what it means.
  const merges = entries.some(([, value]) => isChange(value) && 'merge' in value);
  return (context) => {
    const made: Made = {};
    for (const [name, make] of makers) {
      const value = make(context);
      if (value !== undefined) made[name] = value;
    }
    if (Object.keys(made).length === 0) return undefined;
    if (merges) made['_merge_objects'] = true;
    return made;
  };
}

type Change = Exclude<Attribute, string | number | boolean | null | readonly unknown[]>;

function isChange(value: Attribute): value is Change {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attributeMaker(value: Attribute): Maker {
  if (Array.isArray(value)) return listMaker(value);
  return isChange(value) ? changeMaker(value) : compileValue(value);
}

function changeMaker(change: Change): Maker {
  if ('add' in change) return adding(listMaker(change.add));
  if ('remove' in change) return removing(listMaker(change.remove), change.by);
  if ('inc' in change) return counting(compileValue(change.inc));
  if ('time' in change) return timing(compileValue(change.time));
  return fieldsMaker('merge' in change ? change.merge : change.object);
}

/** A list's own items, where a slot holds a list. */
function listMaker(
  values: string | number | boolean | readonly (string | number | boolean)[],
): Values {
  const makers = (Array.isArray(values) ? values : [values]).map(compileValue);
  return (context) =>
    makers.flatMap((make): readonly SlotValue[] => {
      const value = make(context) ?? null;
      if (Array.isArray(value)) return value as readonly SlotValue[];
      return value === null || value === '' ? [] : [value];
    });
}

/** Lists of objects have an operation of their own. */
function adding(values: Values): Maker {
  return (context) => {
    const added = values(context);
    if (added.length === 0) return undefined;
    return added.some(isObject) ? { $add: added.filter(isObject) } : { add: added };
  };
}

function removing(values: Values, by: string | undefined): Maker {
  return (context) => {
    const removed = values(context);
    if (removed.length === 0) return undefined;
    if (by === undefined) return { remove: removed };
    const selectors = removed.map((value) => ({ $identifier_key: by, $identifier_value: value }));
    return { $remove: selectors };
  };
}

/** What is no number counts nothing. */
function counting(value: Maker): Maker {
  return (context) => {
    const made = value(context);
    const by = typeof made === 'string' && made.trim() !== '' ? Number(made) : made;
    return typeof by === 'number' && Number.isFinite(by) ? { inc: by } : undefined;
  };
}

const MOMENT =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** What is no moment would make Braze drop the whole attribute. */
function timing(value: Maker): Maker {
  return (context) => {
    const made = value(context);
    return typeof made === 'string' && MOMENT.test(made) ? { $time: made } : undefined;
  };
}

function fieldsMaker(fields: Readonly<Record<string, Exclude<Attribute, Change>>>): Maker {
  const makers = Object.entries(fields).map(
    ([name, value]) => [name, attributeMaker(value)] as const,
  );
  return (context) => {
    const made: Made = {};
    for (const [name, make] of makers) {
      const value = make(context);
      if (value !== undefined) made[name] = value;
    }
    return Object.keys(made).length === 0 ? undefined : made;
  };
}

function isObject(value: SlotValue): boolean {
  return typeof value === 'object' && value !== null;
}
