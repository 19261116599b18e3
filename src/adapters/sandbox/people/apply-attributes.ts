import { isObject, type Json, listAt, textAt } from '../json.ts';
import { attributeAfter } from './attribute-operations.ts';
import type { People } from './people.ts';
import type { Person } from './person.ts';

/** Fields that Braze owns; everything else is a custom attribute. */
const PROFILE_FIELDS = new Set([
  'first_name',
  'last_name',
  'language',
  'country',
  'time_zone',
  'email',
  'phone',
  'gender',
  'dob',
  'home_city',
]);

/** Fields that say how to write, not what. */
const NOT_WRITTEN = new Set([
  'external_id',
  'braze_id',
  'user_alias',
  'subscription_groups',
  '_update_existing_only',
  '_merge_objects',
  'push_token_import',
]);

/** Writes one attributes object to a profile, the WhatsApp subscription included. */
export function applyAttributes(people: People, person: Person, written: Json): void {
  const merges = written['_merge_objects'] === true;

  for (const [key, value] of Object.entries(written)) {
    if (NOT_WRITTEN.has(key)) continue;
    const target = PROFILE_FIELDS.has(key) ? person.profile : person.attributes;
    const after = attributeAfter(target[key], value, merges);
    if (after === undefined) Reflect.deleteProperty(target, key);
    else define(target, key, after);
  }

  const phone = textAt(written, 'phone');
  if (phone !== undefined) people.addName(person, { kind: 'phone', value: phone });
  const email = textAt(written, 'email');
  if (email !== undefined) people.addName(person, { kind: 'email', value: email });
  applySubscriptions(person, written);
}

/** As `target[key] = value`, for any key: `__proto__` is a name like others here. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function applySubscriptions(person: Person, written: Json): void {
  for (const group of listAt(written, 'subscription_groups')) {
    if (!isObject(group)) continue;
    const id = textAt(group, 'subscription_group_id');
    const state = group['subscription_state'];
    if (id === undefined) continue;
    if (state === 'subscribed' || state === 'unsubscribed') person.subscriptions[id] = state;
  }
}
