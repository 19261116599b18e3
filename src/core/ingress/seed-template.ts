import { isKnownKey, isNothing, NO_FIELDS, type WebhookFields } from './webhook-fields.ts';

/** The Braze guide's payload to the letter; no client that writes JSON for itself lays it out so by chance. */
const HEAD =
  /^\{\r?\n {2}"user_id": "([^\r\n]*?)",\r?\n {2}"phone_number": "([^\r\n]*?)",\r?\n {2}"message": "/;

/** A line of the same layout that somebody may have added below `message`. */
const ADDED_LINE = /",\r?\n {2}"([a-z_]{1,32})": /g;

const SEED_KEYS = ['user_id', 'phone_number', 'message'];

/** A valid JSON escape, or what raw text cannot have if JSON wrote it. */
const ESCAPES = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/g;
// eslint-disable-next-line no-control-regex -- JSON forbids just these inside a string
const NOT_ESCAPED = /["\\\u0000-\u001f]/;

export interface SeedReading {
  readonly fields: WebhookFields;
  /** Whether reading it as JSON would have failed or given another text. */
  readonly isRecovered: boolean;
  /** Whether its backslashes could just as well be JSON's. */
  readonly isAmbiguous: boolean;
}

/**
 * Reads a body that has the layout of the Braze guide's raw template, or answers `undefined`.
 *
 * That template escapes nothing and puts the customer's words last, so they are all that stands
 * between `"message": "` and the last `"` before the closing brace, letter by letter: a
 * backslash is a backslash. Nothing in them can say whose message it is.
 */
export function readSeedTemplate(body: string): SeedReading | undefined {
  const head = HEAD.exec(body);
  const tail = /"\r?\n\}$/.exec(body.slice(-4));
  if (head === null || tail === null) return undefined;
  const end = body.length - tail[0].length;
  if (end < head[0].length) return undefined;

  const message = body.slice(head[0].length, end);
  if (hasAddedLine(message)) return undefined;

  const [, userId = '', phone = ''] = head;
  const isRecovered = NOT_ESCAPED.test(message);
  const isAmbiguous = message.includes('\\') && !NOT_ESCAPED.test(message.replaceAll(ESCAPES, ''));
  const fields = {
    ...NO_FIELDS,
    message,
    user_id: present(userId),
    phone_number: present(phone),
  };
  return { fields, isRecovered, isAmbiguous };
}

/** A template never says a key twice: `user_id` in the text is the customer's own typing. */
function hasAddedLine(message: string): boolean {
  return [...message.matchAll(ADDED_LINE)].some(
    ([, key = '']) => isKnownKey(key) && !SEED_KEYS.includes(key),
  );
}

function present(value: string): string | undefined {
  return isNothing(value) ? undefined : value;
}
