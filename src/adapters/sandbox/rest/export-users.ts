import { type Json, listAt, textAt } from '../json.ts';
import { nameOf, type Person } from '../people/person.ts';
import { aliasesIn, type PersonName } from '../people/person-name.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { ok, refused, type RestAnswer } from './rest-answer.ts';
import { MOST_RECIPIENTS, TOO_MANY_RECIPIENTS } from './trigger-send.ts';

/**
 * `POST /users/export/ids`
 *
 * @see https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
export function exportUsers(sandbox: SandboxBraze, body: Json): RestAnswer {
  const fields = listAt(body, 'fields_to_export').filter((field) => typeof field === 'string');
  if (fields.length === 0) return refused(400, "'fields_to_export' is required");
  const names = namesIn(body);
  if (names.length === 0) return refused(400, 'No users to export were given');
  if (names.length > MOST_RECIPIENTS) return refused(400, TOO_MANY_RECIPIENTS);

  const found = names.map((name) => ({ name, person: sandbox.people.find(name) }));
  const unknown = found.filter(({ person }) => person === undefined);
  return ok({
    users: found.flatMap(({ person }) => (person === undefined ? [] : [only(fields, person)])),
    ...(unknown.length > 0 ? { invalid_user_ids: unknown.map(({ name }) => name.value) } : {}),
  });
}

function namesIn(body: Json): readonly PersonName[] {
  const ids = listAt(body, 'external_ids')
    .filter((id) => typeof id === 'string')
    .map((value): PersonName => ({ kind: 'external_id', value }));
  const aliases = listAt(body, 'user_aliases').flatMap((alias) => aliasesIn({ user_alias: alias }));
  const single = (['braze_id', 'email', 'phone'] as const).flatMap((kind) => {
    const value = textAt(body, kind);
    return value === undefined ? [] : [{ kind, value }];
  });
  return [...ids, ...aliases, ...single];
}

function only(fields: readonly string[], person: Person): Json {
  const entries = Object.entries(exported(person)).filter(([key]) => fields.includes(key));
  return Object.fromEntries(entries);
}

function exported(person: Person): Json {
  return {
    ...person.profile,
    external_id: nameOf(person, 'external_id'),
    braze_id: person.brazeId,
    phone: nameOf(person, 'phone'),
    email: nameOf(person, 'email'),
    user_aliases: person.names
      .filter(({ kind }) => kind === 'alias')
      .map(({ value, label }) => ({ alias_name: value, alias_label: label })),
    custom_attributes: person.attributes,
    custom_events: person.events.toArray().map(({ name, time }) => ({ name, last: time })),
  };
}
