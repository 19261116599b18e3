import type { ShownCanned, Writing } from '#app/canned/manage-canned.ts';

import { Choice, Nested, Text, Uuid } from '../frame/fields.ts';

/** WhatsApp's longest text. */
const LONGEST = 4_096;

export class CannedBody {
  @Text({ pattern: /^[\p{L}\p{N}_-]{1,40}$/u, about: 'The word behind the `/`.' })
  readonly key!: string;

  @Text({ max: 5, pattern: /^[a-z]{2}(-[A-Z]{2})?$/, optional: true, about: 'Without it, all.' })
  readonly locale?: string;

  @Text({ min: 1, max: LONGEST, pattern: /\S/, about: '`{name}`, `{me}` and slots are filled in.' })
  readonly text!: string;

  /** @param owner without one, the team's */
  toWriting(by: string, owner?: string): Writing {
    return { by, owner, key: this.key.toLowerCase(), locale: this.locale, text: this.text.trim() };
  }
}

export class KeptCannedAnswer {
  @Uuid()
  readonly id!: string;
}

class CannedAnswer {
  @Text({ optional: true, about: 'null: published with the bot, and changed there.' })
  readonly id!: string | null;

  @Choice(['bot', 'team', 'own'])
  readonly from!: string;

  @Text()
  readonly key!: string;

  @Text({ optional: true, about: 'null: for every language.' })
  readonly locale!: string | null;

  @Text()
  readonly text!: string;
}

export class CannedListAnswer {
  @Nested(() => CannedAnswer, { list: true, about: 'Of one key and language, the first counts.' })
  readonly items!: readonly CannedAnswer[];
}

export function cannedAnswer(shown: readonly ShownCanned[]): CannedListAnswer {
  return {
    items: shown.map(({ id = null, locale = null, ...reply }) => ({ ...reply, id, locale })),
  };
}
