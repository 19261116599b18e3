import { AppError } from '#core/app-error.ts';

/** There is none, or it is not this person's to see: which of the two is not told. */
export class NoSuchMedia extends AppError {
  override readonly code = 'media.not-found';
  override readonly kind = 'not-found';

  constructor(id: string) {
    super('There is no file of this id that you may see', { id: id.slice(0, 100) });
  }
}

/** It was sent, but is not kept here: not yet, or not any more. */
export class MediaNotHere extends AppError {
  override readonly code = 'media.not-here';
  override readonly kind = 'conflict';

  constructor(id: string, state: string, reason: string | undefined) {
    super('The file is not here', {
      ...{ id, state, reason: reason ?? null },
      cure: CURES[state] ?? 'Ask the customer to send it again',
    });
  }
}

const CURES: Readonly<Record<string, string>> = {
  pending: 'It is being fetched: look again in a moment',
  failed: 'Have it fetched again, or ask the customer to send it once more',
};
