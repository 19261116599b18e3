/** A JSON object whose fields nobody has looked at yet. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under `key`, or `undefined` where there is none or only blanks. */
export function textAt(object: Json, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The list under `key`; what is no list counts as an empty one. */
export function listAt(object: Json, key: string): readonly unknown[] {
  const value = object[key];
  return Array.isArray(value) ? value : [];
}

/** Characters as WhatsApp counts them: an emoji of one code point is one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
