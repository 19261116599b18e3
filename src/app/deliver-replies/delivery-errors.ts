import { AppError } from '#core/app-error.ts';

/** Braze refuses every call until somebody mends a setting. */
export class EndpointHalted extends AppError {
  override readonly code = 'delivery.endpoint-halted';
  override readonly kind = 'unavailable';

  constructor(endpoint: string, reason: string) {
    const cure =
      `Braze refuses ${endpoint} (${reason}): check BRAZE_REST_URL, and BRAZE_API_KEY with its ` +
      'permissions and IP list. Nothing is lost: what waits leaves once it is mended';
    super(cure, { endpoint, reason });
  }
}
