import { AppError } from '#core/app-error.ts';
import type { Refusal } from '#core/ingress/webhook-reading.ts';

export class NotInQuarantine extends AppError {
  override readonly code = 'quarantine.not-found';
  override readonly kind = 'not-found';

  constructor(id: string) {
    super('Nothing in quarantine has this id: `parley quarantine list` shows what is there', {
      id,
    });
  }
}

/** An operator was faster, or the same one decided before. */
export class AlreadyDecided extends AppError {
  override readonly code = 'quarantine.already-decided';
  override readonly kind = 'conflict';

  constructor(id: string, state: string) {
    super(`It is ${state} already; nothing was done`, { id, state });
  }
}

/** What was wrong with the request is wrong still. */
export class StillUnreadable extends AppError {
  override readonly code = 'quarantine.still-unreadable';
  override readonly kind = 'invalid';

  constructor(id: string, { reason, detail }: Refusal) {
    const cure = 'Say whose it is with --as, what was written with --text, or dismiss it';
    super(`It still cannot be read (${reason}). ${detail}. ${cure}`, { id, reason });
  }
}
