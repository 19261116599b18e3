import type { JsonEntry } from './scan-json.ts';
import { fieldsOf, type WebhookFields } from './webhook-fields.ts';

/** What looks like the next key of a template, behind a text. */
const NEXT_KEY = /"\s*,\s*"((?:[^"\\]|\\.){0,64})"\s*:/g;

/** Where the object ends with the text: its quote, its brace. */
const END_OF_TEXT = /"\s*\}$/;

/**
 * The fields of a body that is not strict JSON because its template put the customer's words into
 * it unescaped; `undefined` where that cannot be told.
 *
 * The text is all from `"message": "` to the body's last quote, letter by letter, provided that
 * nothing in it could be a key of the template: a key that stood before it already is none, for
 * no template says one twice. All the rest is taken from before the text alone.
 *
 * @param body without space around it
 * @param entries what could be read strictly, in order
 */
export function recoverFields(
  body: string,
  entries: readonly JsonEntry[],
): WebhookFields | undefined {
  const at = entries.findIndex(({ key }) => key === 'message');
  const start = entries[at]?.start ?? -1;
  const tail = END_OF_TEXT.exec(body.slice(-64));
  if (tail === null || body[start] !== '"') return undefined;

  const end = body.length - tail[0].length;
  if (end <= start) return undefined;
  const text = body.slice(start + 1, end);
  const known = new Set(entries.slice(0, at + 1).map(({ key }) => key));
  if ([...text.matchAll(NEXT_KEY)].some(([, key = '']) => !known.has(key))) return undefined;

  return { ...fieldsOf(body, entries.slice(0, at)), message: text };
}
