import { AppError } from '#core/app-error.ts';

/** Braze could not bring a customer's message to Parley and has given up. */
export class ForwardingFailed extends AppError {
  override readonly code = 'feedback.forwarding-failed';
  override readonly kind = 'unavailable';

  constructor(campaigns: readonly string[], count: number) {
    const cure =
      `Braze gave up forwarding ${String(count)} messages of customers: look into the Message ` +
      'Activity Log of the webhook campaign for the answers it got, and at Parley’s own log';
    super(cure, { campaigns, count });
  }
}

/** Currents told things that could not be written down; they are kept as they came. */
export class FeedbackNotApplied extends AppError {
  override readonly code = 'feedback.not-applied';
  override readonly kind = 'bug';

  constructor(count: number, cause: unknown) {
    super(
      'Events of Currents could not be applied; they are in the table feedback',
      { count },
      { cause },
    );
  }
}
