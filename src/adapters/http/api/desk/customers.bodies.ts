import type { CustomerFacts } from '#core/handoff/customer-facts.ts';

import { Moment, Nested, Text, TextsByName } from '../frame/fields.ts';

class ProfileFactAnswer {
  @Text({ about: 'The attribute’s name in Braze.' })
  readonly attribute!: string;

  @Text()
  readonly value!: string;

  @Moment({ optional: true, about: 'When Braze said so last; null: long ago.' })
  readonly told_at!: string | null;
}

/** What is known of a customer; nothing sensitive. */
export class CustomerAnswer {
  @Text({ about: 'The language that they are answered in; blank before they were.' })
  readonly locale!: string;

  @Text({ optional: true, about: 'How WhatsApp shows them; chosen by them.' })
  readonly name!: string | null;

  @TextsByName({ about: 'Slots that are set, for what is written.' })
  readonly values!: Readonly<Record<string, string>>;

  @Nested(() => ProfileFactAnswer, {
    list: true,
    about: 'Of the Braze profile, what bot.yaml names.',
  })
  readonly profile!: readonly ProfileFactAnswer[];
}

export function customerAnswer(facts: CustomerFacts | undefined): CustomerAnswer {
  const { locale = '', name = null, values = {}, profile = [] } = facts ?? {};
  return {
    ...{ locale, name, values },
    profile: profile.map(({ toldAt, ...fact }) => ({
      ...fact,
      told_at: toldAt?.toISOString() ?? null,
    })),
  };
}
