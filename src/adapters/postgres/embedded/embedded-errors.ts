import { AppError } from '#core/app-error.ts';

const CURE = 'Mend that, or set DATABASE_URL to a Postgres of your own';

/** The embedded Postgres cannot be made, started or joined. */
export class EmbeddedPostgresFailed extends AppError {
  override readonly code = 'store.embedded-postgres-failed';
  override readonly kind = 'unavailable';

  /** @param output what its programs said last, as they said it */
  constructor(why: string, output = '', options?: ErrorOptions) {
    const said = output.trim() === '' ? '' : `\n${indent(output.trim())}`;
    super(`The embedded Postgres cannot be used: ${why}${said}\n${CURE}`, {}, options);
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '  | ');
}
