import { storableText } from './storable-text.ts';

/** What the profile says of a customer, by the names of its attributes. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A flow needs a few; each makes every event of its conversation longer. */
const MOST = 20;
/** Characters of a value, as Braze has them. */
const LONGEST = 255;
/** As slots may name them; what begins with `_` reaches into JavaScript's objects or is Braze's own. */
const NAME = /^[A-Za-z][A-Za-z0-9_ ]{0,99}$/;
const NOTHING = /^\s*(?:null|nil|undefined)?\s*$/i;

/**
 * The attributes that a payload brings: single values, at most 20 of at most 255 characters. What
 * is no such value is left behind, and so is what is blank: it tells nothing.
 *
 * @param source what stands behind the key: decoded where it is a JSON string, else its source
 */
export function attributesIn(source: string): Attributes | undefined {
  return toldAttributes(Object.entries(objectIn(source)));
}

/** The same of names and values, whoever says them. */
export function toldAttributes(
  entries: readonly (readonly [string, unknown])[],
): Attributes | undefined {
  const told: Record<string, string | number | boolean> = {};
  let count = 0;
  for (const [name, value] of entries) {
    if (count === MOST) break;
    if (!NAME.test(name) || !isTold(value)) continue;
    told[name] = typeof value === 'string' ? storableText(value) : value;
    count += 1;
  }
  return count === 0 ? undefined : told;
}

function objectIn(source: string): Readonly<Record<string, unknown>> {
  if (!source.startsWith('{')) return {};
  try {
    return JSON.parse(source) as Readonly<Record<string, unknown>>;
  } catch {
    return {}; // a text that only begins like an object
  }
}

function isTold(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= LONGEST && !NOTHING.test(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
