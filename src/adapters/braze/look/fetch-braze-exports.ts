import { BrazeExports } from '#app/ports/braze-exports.ts';
import type { Addressee } from '#core/delivery/addressee.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import type { BrazeReader } from './braze-reader.ts';

/** Profiles by `/users/export/ids`, whose answers may be long. */
export class FetchBrazeExports extends BrazeExports {
  constructor(private readonly reader: BrazeReader) {
    super();
  }

  override look(people: readonly Addressee[], fields: readonly string[]): Promise<WireAnswer> {
    return this.reader.post('/users/export/ids', {
      ...namesOf(people),
      fields_to_export: fields,
    });
  }
}

/** @see https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/ */
function namesOf(people: readonly Addressee[]): Readonly<Record<string, unknown>> {
  const externalIds = people.flatMap((one) => (one.kind === 'external-id' ? [one.id] : []));
  const aliases = people.flatMap((one) =>
    one.kind === 'alias' ? [{ alias_name: one.name, alias_label: one.label }] : [],
  );
  const [brazeId] = people.flatMap((one) => (one.kind === 'braze-id' ? [one.id] : []));
  return {
    ...(externalIds.length > 0 && { external_ids: externalIds }),
    ...(aliases.length > 0 && { user_aliases: aliases }),
    ...(brazeId !== undefined && { braze_id: brazeId }),
  };
}
