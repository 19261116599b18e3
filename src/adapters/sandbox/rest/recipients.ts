import { isObject, type Json, listAt } from '../json.ts';
import { nameKey, type PersonName, recipientNames } from '../people/person-name.ts';

/** One element of `recipients[]`, read. */
export interface Recipient {
  readonly name: PersonName;
  /** The call's properties, overridden by the recipient's own. */
  readonly properties: Json;
  readonly attributes: Json | undefined;
  /** `send_to_existing_only`; `undefined` where it was left out. */
  readonly existingOnly: boolean | undefined;
}

export interface ReadRecipients {
  readonly recipients: readonly Recipient[];
  /** One sentence per element that names nobody, or several. */
  readonly errors: readonly string[];
  /** Elements that named somebody whom an earlier one had named. */
  readonly duplicates: number;
}

/**
 * Reads `recipients[]`; somebody named twice stays once, the first time.
 *
 * @param fields where properties may be: `trigger_properties`, or `context` for a Canvas
 */
export function readRecipients(body: Json, fields: readonly string[]): ReadRecipients {
  const shared = propertiesAt(body, fields);
  const byName = new Map<string, Recipient>();
  const errors: string[] = [];
  let named = 0;

  for (const [index, element] of listAt(body, 'recipients').entries()) {
    const names = isObject(element) ? recipientNames(element) : [];
    const [name] = names;
    if (!isObject(element) || name === undefined || names.length > 1) {
      errors.push(faultOf(index, names.length));
      continue;
    }
    named += 1;
    const key = nameKey(name);
    if (!byName.has(key)) byName.set(key, recipient(element, name, shared, fields));
  }
  return { recipients: [...byName.values()], errors, duplicates: named - byName.size };
}

function recipient(
  element: Json,
  name: PersonName,
  shared: Json,
  fields: readonly string[],
): Recipient {
  const existingOnly = element['send_to_existing_only'];
  return {
    name,
    properties: { ...shared, ...propertiesAt(element, fields) },
    attributes: objectAt(element, 'attributes'),
    existingOnly: typeof existingOnly === 'boolean' ? existingOnly : undefined,
  };
}

function faultOf(index: number, names: number): string {
  const found = names === 0 ? 'none was given' : `${String(names)} were given`;
  return `recipients[${String(index)}]: exactly one of external_user_id, user_alias, braze_id or email is required; ${found}`;
}

function propertiesAt(object: Json, fields: readonly string[]): Json {
  return Object.assign({}, ...fields.map((field) => objectAt(object, field))) as Json;
}

function objectAt(object: Json, key: string): Json | undefined {
  const value = object[key];
  return isObject(value) ? value : undefined;
}
