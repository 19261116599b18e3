import type { JsonEntry } from './scan-json.ts';
import { fieldsOf, type WebhookFields } from './webhook-fields.ts';

/** What looks like the next key of a template, behind a text. */
const NEXT_KEY = /"\s*,\s*"((?:[^"\\]|\\.){0,64})"\s*:/g;

// eslint-disable-next-line no-control-regex -- JSON forbids just these inside a string
const CONTROL = /[\u0000-\u001f]/g;

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

  const before = entries.slice(0, at);
  const message = before.some(({ key }) => key === 'v') ? unescaped(text) : text;
  return { ...fieldsOf(body, before), message };
}

/**
 * Our own template says by `v` that it escapes: what broke the JSON then is a line break or a tab
 * that the filter left as it was. Where the text is not escaped after all, it stands as it is.
 */
function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text.replaceAll(CONTROL, asEscape)}"`) as string;
  } catch {
    return text; // somebody took the filter out
  }
}

function asEscape(control: string): string {
  return JSON.stringify(control).slice(1, -1);
}
