import { AppError } from '#core/app-error.ts';

export class NoSuchCannedReply extends AppError {
  override readonly code = 'canned.not-found';
  override readonly kind = 'not-found';

  constructor() {
    super('There is no such canned reply of yours: look at the list again');
  }
}

export class TooManyCannedReplies extends AppError {
  override readonly code = 'canned.too-many';
  override readonly kind = 'conflict';

  constructor(most: number) {
    super(`There are ${String(most)} already: remove one that nobody says any more`, { most });
  }
}
