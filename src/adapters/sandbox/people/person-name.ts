import { isObject, type Json, textAt } from '../json.ts';

/** One way in which a call may name a person. */
export interface PersonName {
  readonly kind: 'external_id' | 'alias' | 'braze_id' | 'email' | 'phone';
  readonly value: string;
  /** An alias' label. */
  readonly label?: string;
}

/** One string per name, to key maps by. */
export function nameKey({ kind, value, label }: PersonName): string {
  return label === undefined ? `${kind}:${value}` : `${kind}:${label}\n${value}`;
}

/** A field of a call and the kind of name that it holds. */
type Fields = readonly (readonly [field: string, kind: PersonName['kind']])[];

const RECIPIENT_FIELDS: Fields = [
  ['external_user_id', 'external_id'],
  ['braze_id', 'braze_id'],
  ['email', 'email'],
];

/** All names that a recipient of a send gives; Braze wants exactly one. */
export function recipientNames(object: Json): readonly PersonName[] {
  return [...aliasesIn(object), ...namesOf(object, RECIPIENT_FIELDS)];
}

const IDENTIFIERS: Fields = [
  ['external_id', 'external_id'],
  ['braze_id', 'braze_id'],
];

/**
 * The names that an object of `/users/track` gives; Braze wants exactly one.
 *
 * Beside an id, `email` and `phone` are attributes; alone they name the person, e-mail first.
 */
export function trackNames(object: Json): readonly PersonName[] {
  const identifiers = [...aliasesIn(object), ...namesOf(object, IDENTIFIERS)];
  if (identifiers.length > 0) return identifiers;

  return namesOf(object, [
    ['email', 'email'],
    ['phone', 'phone'],
  ]).slice(0, 1);
}

function namesOf(object: Json, fields: Fields): readonly PersonName[] {
  return fields.flatMap(([field, kind]) => {
    const value = textAt(object, field);
    return value === undefined ? [] : [{ kind, value }];
  });
}

/** Reads `user_alias: {alias_name, alias_label}`. */
export function aliasesIn(object: Json): readonly PersonName[] {
  const alias = object['user_alias'];
  if (!isObject(alias)) return [];

  const value = textAt(alias, 'alias_name');
  const label = textAt(alias, 'alias_label');
  return value === undefined || label === undefined ? [] : [{ kind: 'alias', value, label }];
}
