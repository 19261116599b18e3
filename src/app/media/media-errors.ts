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

/** Braze fetches what agents send, and has to find it. */
export class AttachmentsAreOff extends AppError {
  override readonly code = 'media.attachments-off';
  override readonly kind = 'conflict';

  constructor() {
    super('Files cannot be sent: Braze would not find them', {
      cure: 'Set PARLEY_PUBLIC_URL to the address under which the world reaches Parley',
    });
  }
}

/** WhatsApp does not take it, or Parley does not keep it. */
export class NotAnAttachment extends AppError {
  override readonly code = 'media.not-an-attachment';
  override readonly kind = 'invalid';

  constructor(type: string | null) {
    super('Send a picture (JPEG or PNG) or a document (PDF, Word, Excel or PowerPoint)', { type });
  }
}

export class FileTooLarge extends AppError {
  override readonly code = 'media.too-large';
  override readonly kind = 'invalid';

  constructor(mostBytes: number) {
    super(`The file is larger than ${String(Math.floor(mostBytes / MEBIBYTE))} MB`, { mostBytes });
  }
}

export class EmptyFile extends AppError {
  override readonly code = 'media.empty';
  override readonly kind = 'invalid';

  constructor() {
    super('There is nothing in the file: choose another one');
  }
}

/** The bot has no campaign that it could go by. */
export class NoLayoutFor extends AppError {
  override readonly code = 'media.no-layout';
  override readonly kind = 'conflict';

  constructor(layout: string) {
    super(`The bot has no layout \`${layout}\`: a file of this kind cannot be sent`, {
      cure: `Make the campaign in Braze, and name it in bot.yaml under \`layouts: { ${layout}: … }\``,
    });
  }
}

/** As many files are on their way in as this process takes. */
export class TooManyUploads extends AppError {
  override readonly code = 'media.too-many';
  override readonly kind = 'too-many';

  constructor() {
    super('Many files are coming in just now: send it again', { retryAfterSeconds: 2 });
  }
}

const MEBIBYTE = 1024 * 1024;
