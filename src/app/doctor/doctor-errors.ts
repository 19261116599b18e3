import { AppError } from '#core/app-error.ts';

/** Doctor was called where the sandbox stands in for Braze. */
export class NoBrazeToExamine extends AppError {
  override readonly code = 'doctor.no-braze';
  override readonly kind = 'invalid';

  constructor() {
    super(
      'There is no Braze to look at: set BRAZE_REST_URL and BRAZE_API_KEY, and ' +
        'PARLEY_WEBHOOK_SECRETS, to what Parley runs with',
    );
  }
}
