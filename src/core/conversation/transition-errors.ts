import { AppError } from '#core/app-error.ts';

/** The machine itself failed on an event: the caller parks the event and tells an operator. */
export class TransitionFailed extends AppError {
  override readonly code = 'conversation.transition-failed';
  override readonly kind = 'bug';

  constructor(details: Readonly<Record<string, unknown>>, cause: unknown) {
    const cure = 'A step of the flow fails on this event: correct the flow, then redrive the event';
    super(cure, details, { cause });
  }
}

/** A stored snapshot names a state that its release does not have; it is never reset. */
export class SnapshotUnreadable extends AppError {
  override readonly code = 'conversation.snapshot-unreadable';
  override readonly kind = 'bug';

  constructor(details: Readonly<Record<string, unknown>>, cause?: unknown) {
    const cure = 'The snapshot does not fit its release: give the conversation to an agent';
    super(cure, details, { cause });
  }
}
