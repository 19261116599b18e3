import { AppError } from '#core/app-error.ts';

/** One person has more pages open than anybody looks at. */
export class TooManyStreams extends AppError {
  override readonly code = 'live.too-many-streams';
  override readonly kind = 'too-many';

  constructor() {
    super('So many pages at once are not kept up to date: close some', { retryAfterSeconds: 30 });
  }
}

/** The process ends: another one takes the stream. */
export class LiveIsOver extends AppError {
  override readonly code = 'live.is-over';
  override readonly kind = 'unavailable';

  constructor() {
    super('This replica is leaving: connect again', { retryAfterSeconds: 1 });
  }
}
