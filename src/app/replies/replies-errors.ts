import { AppError } from '#core/app-error.ts';

export class NotAReply extends AppError {
  override readonly code = 'replies.not-a-reply';
  override readonly kind = 'invalid';

  constructor(given: string) {
    const cure = 'a reply’s id is CONVERSATION:EVENT:PLACE, as `parley replies list` shows it';
    super(`"${given.slice(0, 100)}" is no reply: ${cure}`);
  }
}

export class NoSuchReply extends AppError {
  override readonly code = 'replies.not-found';
  override readonly kind = 'not-found';

  constructor(replyId: string) {
    super('There is no reply of this id', { replyId });
  }
}

/** Whoever looks later must know why. */
export class ReasonMissing extends AppError {
  override readonly code = 'replies.reason-missing';
  override readonly kind = 'invalid';

  constructor() {
    super('Say why with --reason, in up to 300 characters: it stands in the audit');
  }
}
