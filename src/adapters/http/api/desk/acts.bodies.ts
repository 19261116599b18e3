import type { ReturnTo } from '#core/handoff/desk-event.ts';

import { Choice, Flag, Text, Uuid } from '../frame/fields.ts';

const LONGEST_NOTE = 2000;

export class TransferBody {
  @Text({ max: 100, optional: true, about: 'To this queue; without it, the queue stays.' })
  readonly queue?: string;

  @Text({ max: 100, optional: true, about: 'To this colleague, who is asked alone.' })
  readonly agent?: string;

  @Choice(['normal', 'high'], { optional: true })
  readonly priority?: 'normal' | 'high';

  @Text({ max: LONGEST_NOTE, optional: true, about: 'For whoever takes it; never the customer.' })
  readonly note?: string;
}

export class HandBackBody {
  @Choice(['rest', 'menu', 'question', 'step'], {
    about:
      'Where the customer goes on: the bot only says that it is back, its menu, the question that was open, or a step.',
  })
  readonly to!: 'rest' | 'menu' | 'question' | 'step';

  @Text({ max: 200, optional: true, about: 'For `step`: which one.' })
  readonly step?: string;

  get target(): ReturnTo | undefined {
    if (this.to === 'rest') return undefined;
    return this.to === 'step' ? { step: this.step ?? '' } : this.to;
  }
}

export class CloseBody {
  @Text({ max: 80, optional: true, about: 'What it was, for reports.' })
  readonly code?: string;

  @Flag({ optional: true, about: 'Without the farewell.' })
  readonly quietly?: boolean;
}

export class NoteBody {
  @Uuid({ about: 'Made for each press, so that a repeated request writes once.' })
  readonly key!: string;

  @Text({ min: 1, max: LONGEST_NOTE, pattern: /\S/ })
  readonly text!: string;
}
