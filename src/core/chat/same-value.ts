/** Whether two JSON values are the same; the order of names does not count. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;

  const [first, second] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  if (first.length !== Object.keys(second).length) return false;
  return first.every(
    ([key, value]) => Object.hasOwn(second, key) && isSameValue(value, second[key]),
  );
}
