import { AppError } from '#core/app-error.ts';

/** The same words whether the account, the password or both are wrong. */
export class WrongSignIn extends AppError {
  override readonly code = 'session.wrong-sign-in';
  override readonly kind = 'unauthenticated';

  constructor() {
    super('E-mail address or password is wrong: an admin can reset it');
  }
}

export class TooManySignIns extends AppError {
  override readonly code = 'session.too-many-tries';
  override readonly kind = 'too-many';

  constructor(retryAfterSeconds: number) {
    super('Too many tries to sign in: wait, or ask an admin to reset the password', {
      retryAfterSeconds,
    });
  }
}

export class NobodyOfThisId extends AppError {
  override readonly code = 'people.not-found';
  override readonly kind = 'not-found';

  constructor(given: string) {
    super('There is nobody of this id or address: `parley people list` shows who there is', {
      given,
    });
  }
}

export class AddressTaken extends AppError {
  override readonly code = 'people.address-taken';
  override readonly kind = 'conflict';

  constructor() {
    super('Somebody has this e-mail address already: change their roles instead');
  }
}

/** Without one nobody could let anybody in again. */
export class LastAdmin extends AppError {
  override readonly code = 'people.last-admin';
  override readonly kind = 'conflict';

  constructor() {
    super('This is the last admin who may sign in: make somebody else one first');
  }
}

export class PasswordRefused extends AppError {
  override readonly code = 'people.password-refused';
  override readonly kind = 'invalid';
}

export class NoSuchApiKey extends AppError {
  override readonly code = 'api-keys.not-found';
  override readonly kind = 'not-found';

  constructor(id: string) {
    super('There is no API key of this id that still counts', { id });
  }
}

/** The provider knows them; here they may do nothing. */
export class NobodyHere extends AppError {
  override readonly code = 'session.nobody-here';
  override readonly kind = 'forbidden';

  constructor() {
    super('You are signed in with your company, but have no role here: ask an admin of Parley');
  }
}
