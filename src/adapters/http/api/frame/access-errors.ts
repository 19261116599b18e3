import { AppError } from '#core/app-error.ts';

export class NobodySignedIn extends AppError {
  override readonly code = 'access.nobody-signed-in';
  override readonly kind = 'unauthenticated';

  constructor() {
    super('Nobody is signed in, or no longer', {
      cure: 'Sign in by POST /api/session, or send Authorization: Bearer with an API key',
    });
  }
}

export class NotAllowed extends AppError {
  override readonly code = 'access.not-allowed';
  override readonly kind = 'forbidden';

  constructor(permission: string) {
    super(`Your roles do not allow this (${permission})`, {
      permission,
      cure: 'Ask an admin of Parley for a role that does',
    });
  }
}

/** The request may have been made by another site in a browser that is signed in here. */
export class NotFromOurPage extends AppError {
  override readonly code = 'access.not-from-our-page';
  override readonly kind = 'forbidden';

  constructor() {
    super('This write does not prove that it comes from our own page', {
      cure: 'Send csrf_token of GET /api/session as X-Parley-Csrf, from a page of this address',
    });
  }
}

export class PasswordMustChange extends AppError {
  override readonly code = 'access.password-must-change';
  override readonly kind = 'forbidden';

  constructor() {
    super('The password was given to you: set one of your own first', {
      cure: 'PUT /api/session/password',
    });
  }
}

export class TooManyRequests extends AppError {
  override readonly code = 'access.too-many-requests';
  override readonly kind = 'too-many';

  constructor(retryAfterSeconds: number) {
    super('So many requests at once are not answered: wait a moment', { retryAfterSeconds });
  }
}

/** A body or a query is not of the agreed form; `details` names each fault. */
export class NotAsAgreed extends AppError {
  override readonly code = 'api.not-as-agreed';
  override readonly kind = 'invalid';

  constructor(faults: readonly { readonly at: string; readonly message: string }[]) {
    super('The request is not of the agreed form: details says where and how', {
      faults,
      cure: '/api/openapi.json has the form of every request',
    });
  }
}

/** A route that nobody has decided about must not be reachable: the start fails. */
export class RoutesWithoutPolicy extends AppError {
  override readonly code = 'api.routes-without-policy';
  override readonly kind = 'bug';

  constructor(routes: readonly string[]) {
    super(`Put @Allow(permission) or @Public(reason) above: ${routes.join(', ')}`, { routes });
  }
}
