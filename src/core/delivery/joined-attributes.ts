type Values = Readonly<Record<string, unknown>>;

/** Braze takes it for a whole object: nested objects in it are merged, and not overwritten. */
const MERGES = '_merge_objects';
/** What is relative to what the profile holds; anything else is simply its value. */
const OPERATIONS = ['inc', 'add', 'remove', '$add', '$update', '$remove'] as const;

/** `{ inc: 1 }`, `{ add: […] }`, `{ $update: […] }`: relative to what the profile holds. */
function isOperation(value: unknown): boolean {
  return isObject(value) && OPERATIONS.some((name) => Object.hasOwn(value, name));
}

/** Of some attributes those that may be sent twice; `undefined` where there is none. */
export function repeatableOf(attributes: Values | undefined): Values | undefined {
  const entries = Object.entries(attributes ?? {}).filter(([, value]) => !isOperation(value));
  const isNone = entries.every(([name]) => name === MERGES);
  return isNone ? undefined : Object.fromEntries(entries);
}

/** Whether sending these attributes twice comes to the same as sending them once. */
export function isRepeatable(attributes: Values): boolean {
  return !Object.values(attributes).some(isOperation);
}

/**
 * One attributes object that leaves a profile as the two one after the other would; `undefined`
 * where there is none, as for two increments.
 *
 * @see https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */
export function joinedAttributes(earlier: Values, later: Values): Values | undefined {
  const merges = later[MERGES] === true;
  if ((earlier[MERGES] === true) !== merges && !mayMix(earlier, later)) return undefined;

  const joined: Record<string, unknown> = { ...earlier };
  for (const [name, value] of Object.entries(later)) {
    const isFresh = !Object.hasOwn(joined, name) || name === MERGES;
    const next = isFresh ? { value } : over(joined[name], value, merges);
    if (next === undefined) return undefined;
    define(joined, name, next.value);
  }
  return joined;
}

/** One of them merges: neither may touch what the other does, nor hold an object that overwrites. */
function mayMix(earlier: Values, later: Values): boolean {
  const overwriting = earlier[MERGES] === true ? later : earlier;
  return (
    !Object.values(overwriting).some(isNested) &&
    !Object.keys(later).some((name) => Object.hasOwn(earlier, name))
  );
}

/** A value written over another; an operation is swallowed by nothing. */
function over(
  before: unknown,
  after: unknown,
  merges: boolean,
): { readonly value: unknown } | undefined {
  if (isOperation(before) || isOperation(after)) return undefined;
  if (!merges || !isNested(after)) return { value: after };
  // What an object is merged into is gone from the profile by then, and must not come back.
  if (!isNested(before)) return undefined;

  const value: Record<string, unknown> = { ...before };
  for (const [name, field] of Object.entries(after)) {
    const next = Object.hasOwn(value, name) ? over(value[name], field, true) : { value: field };
    if (next === undefined) return undefined;
    define(value, name, next.value);
  }
  return { value };
}

/** An object that is a value: neither an operation nor a moment. */
function isNested(value: unknown): value is Values {
  return isObject(value) && !isOperation(value) && !Object.hasOwn(value, '$time');
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `target[name] = value`, for any name. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    ...{ value, enumerable: true, configurable: true, writable: true },
  });
}
