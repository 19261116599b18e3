import type { OfferedTemplate } from '#app/templates/list-templates.ts';
import type { WantedChat } from '#app/templates/start-chat.ts';
import { aliasValue, type Identity } from '#core/conversation/identity.ts';

import { NotAsAgreed } from '../frame/access-errors.ts';
import { Choice, Count, Nested, Text, TextsByName, Uuid } from '../frame/fields.ts';

const LOCALE = /^[a-z]{2}(-[A-Z]{2})?$/;
/** WhatsApp's longest variable and body of a template. */
const LONGEST = 1_024;

export class TemplateBody {
  @Uuid({ about: 'Made for each press, so that a repeated request sends once.' })
  readonly key!: string;

  @Text({ min: 1, max: 60, about: 'As bot.yaml calls it.' })
  readonly template!: string;

  @Text({ max: 5, pattern: LOCALE, about: 'The language, as GET …/templates offers it.' })
  readonly locale!: string;

  @TextsByName({ max: 4 * LONGEST, optional: true, about: 'Each of its variables.' })
  readonly values: Readonly<Record<string, string>> = {};
}

const RECIPIENTS = ['external_id', 'alias', 'braze_id', 'phone'] as const;

class WantedRecipient {
  @Choice(RECIPIENTS, {
    about: '`phone` only for who has written before: Braze sends to profiles.',
  })
  readonly kind!: (typeof RECIPIENTS)[number];

  @Text({ min: 1, max: 255, pattern: /\S/, about: 'Of an alias, its name.' })
  readonly value!: string;

  @Text({ min: 1, max: 255, optional: true, about: 'Of an alias, its label.' })
  readonly label?: string;
}

export class StartChatBody extends TemplateBody {
  @Nested(() => WantedRecipient, { about: 'As Braze knows the customer.' })
  readonly recipient!: WantedRecipient;

  @Text({ min: 1, max: 100, about: 'The queue that the chat belongs to.' })
  readonly queue!: string;

  /** @throws NotAsAgreed */
  toWish(): WantedChat {
    const { key, template, locale, values, queue } = this;
    return { key, template, locale, values, queue, recipient: this.identity() };
  }

  private identity(): Identity {
    const { kind, value, label } = this.recipient;
    const trimmed = value.trim();
    if (kind === 'phone') return { kind, value: numberIn(trimmed) };
    if (kind !== 'alias') return { kind, value: trimmed };
    if (label === undefined) {
      throw new NotAsAgreed([{ at: 'recipient.label', message: 'must be there for an alias' }]);
    }
    return { kind, value: aliasValue(label.trim(), trimmed) };
  }
}

/** As webhooks bring it: `+` and digits. */
function numberIn(text: string): string {
  const number = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (/^\+?\d{5,20}$/.test(number)) return number.startsWith('+') ? number : `+${number}`;
  throw new NotAsAgreed([
    { at: 'recipient.value', message: 'must be a number such as +34600000001' },
  ]);
}

class VariableAnswer {
  @Text()
  readonly name!: string;

  @Text()
  readonly title!: string;

  @Count({ about: 'Characters.' })
  readonly max_length!: number;

  @Text({ about: 'What is known of the customer; blank for nothing.' })
  readonly value!: string;
}

class TemplateAnswer {
  @Text()
  readonly name!: string;

  @Text()
  readonly title!: string;

  @Choice(['utility', 'marketing', 'authentication'])
  readonly category!: string;

  @Text()
  readonly locale!: string;

  @Text({ about: 'What the customer reads, with `{{ variable }}`; text, never HTML.' })
  readonly body!: string;

  @Nested(() => VariableAnswer, { list: true })
  readonly variables!: readonly VariableAnswer[];
}

export class TemplatesAnswer {
  @Nested(() => TemplateAnswer, { list: true, about: 'The customer’s language first.' })
  readonly items!: readonly TemplateAnswer[];
}

export function templatesAnswer(offered: readonly OfferedTemplate[]): TemplatesAnswer {
  return {
    items: offered.map(({ variables, ...template }) => ({
      ...template,
      variables: variables.map(({ maxLength, ...each }) => ({ ...each, max_length: maxLength })),
    })),
  };
}
