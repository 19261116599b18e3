import { AppError } from '#core/app-error.ts';
import type { TemplateFault } from '#core/handoff/templates/fill-template.ts';

/** The live release gives agents no such template, or not in that language. */
export class UnknownTemplate extends AppError {
  override readonly code = 'templates.unknown';
  override readonly kind = 'invalid';

  /** @param known as they could be asked for: `order_news (en, es)` */
  constructor(template: string, known: readonly string[]) {
    const cure =
      known.length === 0
        ? 'Name templates in bot.yaml, under desk: templates'
        : `There are ${known.join(', ')}`;
    super(`There is no template "${template.slice(0, 60)}" that may be sent`, { cure });
  }
}

/** The values do not fit the template; `details.faults` names each variable. */
export class TemplateUnfit extends AppError {
  override readonly code = 'templates.unfit';
  override readonly kind = 'invalid';

  constructor(faults: readonly TemplateFault[]) {
    super(`The template cannot be sent with these values: ${faults.map(said).join('; ')}`, {
      faults: faults.map((fault) => ({ at: fault.at, why: fault.why, message: said(fault) })),
    });
  }
}

function said({ at, why, most }: TemplateFault): string {
  const what = at === '' ? 'the whole text' : at;
  switch (why) {
    case 'missing':
      return `${what} is missing`;
    case 'unknown':
      return `the template has no ${what}`;
    case 'too-long':
      return `${what} may have ${String(most)} characters at most`;
    case 'not-one-line':
      return `${what} has to be one line, without control characters and wide gaps`;
  }
}

/** The template is for customers who have said that they want to hear of such things. */
export class NotOptedIn extends AppError {
  override readonly code = 'templates.not-opted-in';
  override readonly kind = 'conflict';

  constructor(template: string, slot: string) {
    super(`The customer has not agreed to messages like "${template}" (${slot} is not true)`, {
      slot,
      cure: 'Take another template, or ask them first',
    });
  }
}

/** Somebody has the customer, or is being asked: of two who wrote first, one did. */
export class CustomerIsTaken extends AppError {
  override readonly code = 'chats.already-held';
  override readonly kind = 'conflict';

  /** @param by who has it; `undefined` where they have let go meanwhile */
  constructor(
    conversationId: string,
    readonly by: string | undefined,
  ) {
    const who = by ?? 'A colleague';
    super(`${who} has this customer: ask them, or take the conversation over`, {
      conversationId,
      by: by ?? null,
    });
  }
}

/** The queue is none of the caller's. */
export class QueueOfOthers extends AppError {
  override readonly code = 'chats.queue-of-others';
  override readonly kind = 'forbidden';

  constructor(queue: string) {
    super('A chat is begun in a queue of your own', { queue, cure: 'Name one of your queues' });
  }
}

/** Braze sends to profiles, and none goes by this number as far as Parley knows. */
export class UnknownNumber extends AppError {
  override readonly code = 'chats.unknown-number';
  override readonly kind = 'not-found';

  constructor() {
    super('Nobody of this number has written yet, and Braze sends to no number', {
      cure: 'Name the customer by their external id in Braze',
    });
  }
}
