import { EmbeddedPostgres } from '#adapters/postgres/embedded/embedded-postgres.ts';
import type { Environment } from '#config/environment.ts';

import type { Departure } from './departure.ts';

/** What the embedded Postgres keeps; the same as the service's, whose server is joined. */
const DATA_FOLDER = '.parley';

/** The database that is set, or the embedded one: joined where the service runs, else started. */
export async function databaseOf(environment: Environment, departure: Departure): Promise<string> {
  const url = environment.databaseUrl();
  if (url !== undefined) return url;

  const server = await EmbeddedPostgres.start({ directory: DATA_FOLDER });
  departure.lastly(() => server.stop());
  return server.url;
}
