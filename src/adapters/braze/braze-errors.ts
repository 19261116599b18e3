import { AppError } from '#core/app-error.ts';

/** A call would reach nobody, or more than Braze takes: it must not leave. */
export class RecipientsOutOfBounds extends AppError {
  override readonly code = 'braze.recipients-out-of-bounds';
  override readonly kind = 'bug';

  constructor(count: number) {
    super('A call to Braze names 1 to 50 recipients', { count });
  }
}

/** An update of profiles is empty, or larger than Braze takes. */
export class TrackOutOfBounds extends AppError {
  override readonly code = 'braze.track-out-of-bounds';
  override readonly kind = 'bug';

  constructor(count: number) {
    super('A call to /users/track holds 1 to 75 objects', { count });
  }
}
