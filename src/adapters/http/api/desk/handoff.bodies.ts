import type { DescribedHandoff } from '#app/handoff/describe-handoff.ts';
import type { ReturnChoice } from '#core/handoff/return-choices.ts';

import { Choice, Count, Nested, Text, Texts } from '../frame/fields.ts';

class QuestionAnswer {
  @Text()
  readonly step!: string;

  @Text()
  readonly asked!: string;

  @Count({ about: 'Answers that were not accepted.' })
  readonly tries!: number;
}

class SlotAnswer {
  @Text()
  readonly name!: string;

  @Text({ about: 'Masked where it is sensitive.' })
  readonly value!: string;
}

class ReturnChoiceAnswer {
  @Choice(['menu', 'question', 'step'])
  readonly to!: string;

  @Text({ optional: true, about: 'For `step`: which one.' })
  readonly step!: string | null;

  @Texts({ about: 'What the customer would read.' })
  readonly preview!: readonly string[];
}

/** The card of a handoff, read off the machine. */
export class HandoffCardAnswer {
  @Text({ about: 'Why it is before people, in a sentence.' })
  readonly why!: string;

  @Texts({ about: 'Steps that the customer came by, the newest last.' })
  readonly path!: readonly string[];

  @Nested(() => QuestionAnswer, { optional: true })
  readonly question!: QuestionAnswer | null;

  @Texts({ about: 'What the customer wrote to it, the newest last.' })
  readonly attempts!: readonly string[];

  @Nested(() => SlotAnswer, { list: true })
  readonly slots!: readonly SlotAnswer[];

  @Texts({ about: 'What the bot announced, and a person now has to keep.' })
  readonly promises!: readonly string[];

  @Count({ about: 'Of the bot that the customer talked to.' })
  readonly release!: number;

  @Nested(() => ReturnChoiceAnswer, { list: true, about: 'Where it can be given back to now.' })
  readonly choices!: readonly ReturnChoiceAnswer[];

  @Choice(['bot', 'closed'], {
    optional: true,
    about: 'Where it goes once nobody has written for long; null: it stays.',
  })
  readonly silence!: string | null;
}

export function handoffCardAnswer({ card, choices, silence }: DescribedHandoff): HandoffCardAnswer {
  const { why, path, question = null, attempts, slots, promises, release } = card;
  return {
    ...{ why, path, question, attempts, slots, promises, release },
    choices: choices.map(choiceAnswer),
    silence: silence === undefined ? null : SILENCE[silence],
  };
}

const SILENCE = { menu: 'bot', close: 'closed' } as const;

function choiceAnswer({ to, preview }: ReturnChoice): ReturnChoiceAnswer {
  return typeof to === 'string'
    ? { to, step: null, preview }
    : { to: 'step', step: to.step, preview };
}
