import { AppError } from '#core/app-error.ts';

/** The store does not answer, or broke off so that nobody knows what it did. */
export class StoreUnavailable extends AppError {
  override readonly code = 'store.unavailable';
  override readonly kind = 'unavailable';

  constructor(cause: unknown) {
    super(
      'The database does not answer: see its log and DATABASE_URL',
      { retryAfterSeconds: 2 },
      {
        cause,
      },
    );
  }
}

/** A value cannot be stored, or a row is there already; nothing of the transaction was. */
export class RowRefused extends AppError {
  override readonly code = 'store.row-refused';
  override readonly kind = 'bug';

  constructor(sqlState: string, cause: unknown) {
    super('Postgres refuses a row of this batch', { sqlState }, { cause });
  }
}

/** More arrives than can be applied in the time that callers wait. */
export class Overloaded extends AppError {
  override readonly code = 'accept.overloaded';
  override readonly kind = 'unavailable';

  constructor(waitedMs: number) {
    super('More messages arrive than can be applied: send this one again later', {
      waitedMs,
      retryAfterSeconds: 5,
    });
  }
}

/** The conversation stayed locked by someone else for as long as the caller could wait. */
export class ConversationHeld extends AppError {
  override readonly code = 'accept.conversation-held';
  override readonly kind = 'unavailable';

  constructor(conversationId: string) {
    super('Someone else holds this conversation: send this again later', {
      conversationId,
      retryAfterSeconds: 2,
    });
  }
}

/** No release is live, so there is no bot that could answer. */
export class NothingPublished extends AppError {
  override readonly code = 'accept.nothing-published';
  override readonly kind = 'unavailable';

  constructor() {
    super('No release is live: run `parley publish flows/`', { retryAfterSeconds: 30 });
  }
}

/** An id that names no conversation. */
export class UnknownConversation extends AppError {
  override readonly code = 'accept.unknown-conversation';
  override readonly kind = 'not-found';

  constructor(conversationId: string) {
    super('There is no conversation with this id', { conversationId });
  }
}
