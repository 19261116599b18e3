import { AppError } from '#core/app-error.ts';

/** There is none, or it is not this person's to see: which of the two is not told. */
export class NoSuchConversation extends AppError {
  override readonly code = 'conversations.not-found';
  override readonly kind = 'not-found';

  constructor(id: string) {
    super('There is no conversation of this id that you may see', { id: id.slice(0, 100) });
  }
}

/** Whose turn it is has changed, or never was what the request takes it to be. */
export class NotInThatState extends AppError {
  override readonly code = 'conversations.not-in-that-state';
  override readonly kind = 'conflict';

  /** @param why what the machine said, where it was asked */
  constructor(owner: string, takenBy: string | undefined, why?: string) {
    const by = takenBy === undefined ? '' : ` (${takenBy})`;
    super(`The conversation is with ${owner}${by}: nothing was done`, {
      ...{ owner, taken_by: takenBy ?? null, why: why ?? null },
      cure: 'Take the conversation first, or look again',
    });
  }
}

/** Free text was meant for a customer whose 24 hours are over. */
export class WindowClosed extends AppError {
  override readonly code = 'conversations.window-closed';
  override readonly kind = 'invalid';

  constructor(closedAt: Date | undefined) {
    super('The customer last wrote more than 24 hours ago: only a template may be sent', {
      closed_at: closedAt?.toISOString() ?? null,
    });
  }
}
