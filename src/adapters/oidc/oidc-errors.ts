import { AppError } from '#core/app-error.ts';

/** The provider said no, or what came back is not what was asked for. */
export class ProviderRefused extends AppError {
  override readonly code = 'session.provider-refused';
  override readonly kind = 'unauthenticated';

  constructor(cause: unknown) {
    super(
      'The sign-in with your company did not end well: begin it again',
      { why: reasonOf(cause) },
      { cause },
    );
  }
}

/** The provider does not answer, or is none. */
export class ProviderUnavailable extends AppError {
  override readonly code = 'session.provider-unavailable';
  override readonly kind = 'unavailable';

  constructor(cause: unknown) {
    super(
      'The sign-in of your company does not answer: try again later',
      { retryAfterSeconds: 10, why: reasonOf(cause) },
      { cause },
    );
  }
}

export class NoProvider extends AppError {
  override readonly code = 'session.no-provider';
  override readonly kind = 'not-found';

  constructor() {
    super('There is no sign-in with a company here: PARLEY_OIDC_ISSUER sets one');
  }
}

/** A code of the library or of the provider; never a token. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const error = 'error' in cause && typeof cause.error === 'string' ? ` (${cause.error})` : '';
  return `${code}${error}`;
}
