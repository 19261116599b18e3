import { type JsonEntry, stringAt } from './scan-json.ts';

/** Keys that say whose message it is. Parley believes them only before the customer's words. */
const IDENTITY_KEYS = [
  'user_id',
  'user_alias',
  'alias_label',
  'alias_name',
  'braze_id',
  'bsuid',
  'phone_number',
] as const;

/** Keys whose values a customer has written or chosen. */
const CUSTOMERS_KEYS = ['message', 'profile_name', 'media_urls', 'flow_response'] as const;

const OTHER_KEYS = ['dispatch_id', 'campaign_id', 'language', 'rendered_at', 'attributes'] as const;

const KEYS = [...IDENTITY_KEYS, ...CUSTOMERS_KEYS, ...OTHER_KEYS] as const;

type WebhookKey = (typeof KEYS)[number];

/** The keys by their names: a name cut out of a body is slow to write an object by. */
const KNOWN: ReadonlyMap<string, WebhookKey> = new Map(KEYS.map((key) => [key, key]));
const OF_IDENTITY: ReadonlySet<string> = new Set(IDENTITY_KEYS);
const OF_CUSTOMERS: ReadonlySet<string> = new Set(CUSTOMERS_KEYS);

/** What a body says, as text; a key that is missing, blank or `null` is `undefined`. */
export interface WebhookFields extends Readonly<Record<WebhookKey, string | undefined>> {
  /** A `user_id` behind the customer's words: not believed, only compared. */
  readonly lateUserId: string | undefined;
  /** Whether any identity stood behind the customer's words and was left behind. */
  readonly hasLateIdentity: boolean;
}

/** All begin as a copy of this: objects of one shape are several times faster to fill and to copy. */
export const NO_FIELDS: WebhookFields = {
  user_id: undefined,
  user_alias: undefined,
  alias_label: undefined,
  alias_name: undefined,
  braze_id: undefined,
  bsuid: undefined,
  phone_number: undefined,
  message: undefined,
  profile_name: undefined,
  media_urls: undefined,
  flow_response: undefined,
  dispatch_id: undefined,
  campaign_id: undefined,
  language: undefined,
  rendered_at: undefined,
  attributes: undefined,
  lateUserId: undefined,
  hasLateIdentity: false,
};

const NOTHING = /^\s*(?:null|nil|undefined)?\s*$/i;

/** Whether a value is blank, or a word that templates and languages print for nothing. */
export function isNothing(value: string): boolean {
  return NOTHING.test(value);
}

/** Whether a template may use this key. */
export function isKnownKey(key: string): boolean {
  return KNOWN.has(key);
}

/**
 * Takes the known keys out of a body; unknown ones are left behind.
 *
 * @param entries well-formed, each key once
 */
export function fieldsOf(text: string, entries: readonly JsonEntry[]): WebhookFields {
  const fields: { -readonly [Key in keyof WebhookFields]: WebhookFields[Key] } = { ...NO_FIELDS };
  let customerHasSpoken = false;
  for (const entry of entries) {
    const key = KNOWN.get(entry.key);
    if (key === undefined) continue;
    if (OF_CUSTOMERS.has(key)) customerHasSpoken = true;
    // What a customer types must not say what the profile says of them.
    if (key === 'attributes' && customerHasSpoken) continue;

    const value = valueOf(text, entry);
    if (key !== 'message' && isNothing(value)) continue;
    if (key === 'attributes') customerHasSpoken = true; // a profile holds customers' words too
    if (!customerHasSpoken || !OF_IDENTITY.has(key)) fields[key] = value;
    else {
      fields.hasLateIdentity = true;
      if (key === 'user_id') fields.lateUserId = value;
    }
  }
  return fields;
}

/** Strings decoded, `null` blank; anything else as it is written, so that no digit of an id is lost. */
function valueOf(text: string, { start, end }: JsonEntry): string {
  if (text.charCodeAt(start) === 0x22) return stringAt(text, start, end);
  const source = text.slice(start, end);
  return source === 'null' ? '' : source;
}
