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

const OTHER_KEYS = ['dispatch_id', 'campaign_id', 'language', 'rendered_at'] as const;

const KEYS = [...IDENTITY_KEYS, ...CUSTOMERS_KEYS, ...OTHER_KEYS] as const;
const KNOWN: ReadonlySet<string> = new Set(KEYS);
const OF_IDENTITY: ReadonlySet<string> = new Set(IDENTITY_KEYS);
const OF_CUSTOMERS: ReadonlySet<string> = new Set(CUSTOMERS_KEYS);

type WebhookKey = (typeof KEYS)[number];

/** What a body says, as text; a key that is missing, blank or `null` is not there. */
export interface WebhookFields extends Partial<Readonly<Record<WebhookKey, string>>> {
  /** A `user_id` behind the customer's words: not believed, only compared. */
  readonly lateUserId?: string;
  /** Whether any identity stood behind the customer's words and was left behind. */
  readonly hasLateIdentity?: boolean;
}

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
  const fields: Record<string, string | boolean> = {};
  let customerHasSpoken = false;
  for (const entry of entries) {
    const { key } = entry;
    if (!KNOWN.has(key)) continue;
    if (OF_CUSTOMERS.has(key)) customerHasSpoken = true;

    const value = valueOf(text, entry);
    if (key !== 'message' && isNothing(value)) continue;
    if (!customerHasSpoken || !OF_IDENTITY.has(key)) fields[key] = value;
    else {
      fields['hasLateIdentity'] = true;
      if (key === 'user_id') fields['lateUserId'] = value;
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
