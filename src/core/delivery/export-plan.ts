import type { Identity } from '#core/conversation/identity.ts';

import { type Addressee, addresseeOf } from './addressee.ts';

/** Braze takes no more in one call. @see https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/ */
export const MAX_EXPORTED = 50;

/** What Braze keeps of everybody by itself; all other attributes come together, as one field. */
const STANDARD: ReadonlySet<string> = new Set([
  ...['first_name', 'last_name', 'email', 'phone', 'country', 'home_city', 'language', 'gender'],
  ...['time_zone', 'dob'],
]);
/** How a profile says whose it is. */
const NAMES = ['external_id', 'braze_id', 'user_aliases'] as const;

/** One call to `/users/export/ids`. */
export interface ExportPlan<Row> {
  readonly people: readonly { readonly row: Row; readonly addressee: Addressee }[];
  readonly fields: readonly string[];
}

interface Wanted {
  readonly recipient: Identity;
  readonly attributes: readonly string[];
}

/** Packs people into as few calls as Braze takes: by external ids, by aliases, each braze_id alone. */
export function exportPlansOf<Row extends Wanted>(
  rows: readonly Row[],
): readonly ExportPlan<Row>[] {
  const people = rows.map((row) => ({ row, addressee: addresseeOf(row.recipient) }));
  const kinds = (['external-id', 'alias'] as const).flatMap((kind) =>
    inGroups(people.filter(({ addressee }) => addressee.kind === kind)),
  );
  const alone = people.filter(({ addressee }) => addressee.kind === 'braze-id').map((one) => [one]);
  return [...kinds, ...alone].map((group) => ({ people: group, fields: fieldsOf(group) }));
}

function inGroups<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / MAX_EXPORTED);
  return Array.from({ length: count }, (_, n) =>
    all.slice(n * MAX_EXPORTED, (n + 1) * MAX_EXPORTED),
  );
}

function fieldsOf(group: readonly { readonly row: Wanted }[]): readonly string[] {
  const wanted = new Set(group.flatMap(({ row }) => row.attributes));
  const standard = [...wanted].filter((name) => STANDARD.has(name));
  const isCustom = standard.length < wanted.size;
  return [...NAMES, ...standard, ...(isCustom ? ['custom_attributes'] : [])];
}

type Profile = Readonly<Record<string, unknown>>;

/** The profiles in an answer; `undefined` where it is none of Braze's. */
export function profilesIn(body: unknown): readonly Profile[] | undefined {
  const users = isRecord(body) ? body['users'] : undefined;
  return Array.isArray(users) ? users.filter(isRecord) : undefined;
}

/** Whether a profile is that person's. */
export function isProfileOf(profile: Profile, addressee: Addressee): boolean {
  switch (addressee.kind) {
    case 'external-id':
      return profile['external_id'] === addressee.id;
    case 'braze-id':
      return profile['braze_id'] === addressee.id;
    case 'alias': {
      const aliases = profile['user_aliases'];
      return (
        Array.isArray(aliases) &&
        aliases.some(
          (alias) =>
            isRecord(alias) &&
            alias['alias_name'] === addressee.name &&
            alias['alias_label'] === addressee.label,
        )
      );
    }
  }
}

/** What a profile says of the attributes that are wanted, and of no others. */
export function wantedIn(
  profile: Profile,
  wanted: readonly string[],
): Readonly<Record<string, unknown>> {
  const custom = profile['custom_attributes'];
  const found = wanted.flatMap((name): (readonly [string, unknown])[] => {
    const from = STANDARD.has(name) ? profile : isRecord(custom) ? custom : {};
    return Object.hasOwn(from, name) ? [[name, from[name]]] : [];
  });
  return Object.fromEntries(found);
}

function isRecord(value: unknown): value is Profile {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
