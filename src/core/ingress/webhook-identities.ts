import { aliasValue, type Identity } from '#core/conversation/identity.ts';

import type { WebhookFields } from './webhook-fields.ts';

/** Far above what Braze allows, and three bytes each still fit a row of an index. */
const MAX_LENGTH = 512;
const UNUSABLE = /[\p{Cc}\p{Surrogate}\uFFFD]/u;

/** Whether a name can stand for one person: it is stored, compared and sent to Braze as it is. */
export function isUsable(value: string): boolean {
  return value.length <= MAX_LENGTH && !UNUSABLE.test(value);
}

/** Every name that the fields give a person, the strongest first; none for an anonymous stranger. */
export function identitiesOf(fields: WebhookFields): readonly Identity[] {
  const identities: Identity[] = [];
  const add = (kind: Identity['kind'], value: string | undefined): void => {
    if (value !== undefined) identities.push({ kind, value });
  };

  add('external_id', fields.user_id);
  add('alias', aliasOf(fields));
  add('braze_id', fields.braze_id?.trim());
  add('bsuid', fields.bsuid?.trim());
  add('phone', fields.phone_number?.trim());
  return identities;
}

type AliasFields = Pick<WebhookFields, 'alias_label' | 'alias_name'>;

function aliasOf(fields: WebhookFields): string | undefined {
  const { alias_label: label, alias_name: name } = nestedAlias(fields.user_alias) ?? fields;
  return label === undefined || name === undefined ? undefined : aliasValue(label, name);
}

/** Braze's own form of an alias: `{"alias_name": "…", "alias_label": "…"}`. */
function nestedAlias(source: string | undefined): AliasFields | undefined {
  const { alias_label: label, alias_name: name } = objectIn(source);
  const isWhole = typeof label === 'string' && typeof name === 'string' && name.trim() !== '';
  return isWhole ? { alias_label: label, alias_name: name } : undefined;
}

function objectIn(source: string | undefined): Readonly<Record<string, unknown>> {
  if (source?.startsWith('{') !== true) return {};
  try {
    return JSON.parse(source) as Readonly<Record<string, unknown>>;
  } catch {
    return {}; // a text that only begins like an object
  }
}
