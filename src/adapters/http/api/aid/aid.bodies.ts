import type { Aided, Draft } from '#app/ai/aid-agents.ts';
import type { AnswerSource } from '#app/ports/answer-sources.ts';

import { Count, Flag, Moment, Nested, Text } from '../frame/fields.ts';

/** WhatsApp's longest text. */
const LONGEST_TEXT = 4096;
const SEQS = /^\d{1,9}(?:,\d{1,9}){0,49}$/;

export class DraftBody {
  @Text({
    max: 500,
    optional: true,
    about: 'What is wanted of it, in the agent’s words: `shorter`.',
  })
  readonly instruction?: string;

  @Text({ max: LONGEST_TEXT, optional: true, about: 'What the agent has begun to write.' })
  readonly text?: string;

  toDraft(): Draft {
    return { instruction: (this.instruction ?? '').trim(), begun: (this.text ?? '').trim() };
  }
}

export class SummaryBody {
  @Text({ min: 2, max: 2, pattern: /^[a-z]{2}$/, optional: true, about: 'For whom; `en`.' })
  readonly language?: string;
}

class AidSourceAnswer {
  @Text({ about: 'The passage: file and heading.', example: 'es/delivery.md#times' })
  readonly id!: string;

  @Text({ about: 'The headings it stands under; blank for none.' })
  readonly heading!: string;

  @Text({ max: 1200 })
  readonly text!: string;
}

/** What a model wrote for an agent. Nobody has sent it. */
export class AidAnswer {
  @Text({ about: 'Plain text.' })
  readonly text!: string;

  @Nested(() => AidSourceAnswer, { list: true, about: 'Passages of the release it rests on.' })
  readonly sources!: readonly AidSourceAnswer[];

  @Count({ about: 'Of the newest event that it can know of.' })
  readonly up_to_seq!: number;

  @Moment()
  readonly made_at!: string;

  @Flag({ about: 'Whether no model is set, and a stand-in without one wrote it.' })
  readonly stand_in!: boolean;
}

export class AidStateAnswer {
  @Flag({ about: 'Whether there is anything that writes drafts and summaries.' })
  readonly available!: boolean;

  @Flag({ about: 'Whether no model is set, and a stand-in without one writes them.' })
  readonly stand_in!: boolean;
}

export class SourcesQuery {
  @Text({
    pattern: SEQS,
    max: 500,
    about: '`seq` of at most 50 events with sources, with commas between.',
  })
  readonly events!: string;

  toSeqs(): readonly number[] {
    return this.events.split(',').map(Number);
  }
}

class EventSourceAnswer extends AidSourceAnswer {
  @Count({ about: 'Of the event whose answer rests on it.' })
  readonly seq!: number;

  @Text({ about: 'As flows call it, the same in each language.' })
  readonly file!: string;

  @Text()
  readonly locale!: string;
}

export class EventSourcesAnswer {
  @Nested(() => EventSourceAnswer, { list: true })
  readonly items!: readonly EventSourceAnswer[];
}

export function aidAnswer({ text, sources, upToSeq }: Aided, isStandIn: boolean): AidAnswer {
  return {
    ...{ text, up_to_seq: upToSeq, stand_in: isStandIn, made_at: new Date().toISOString() },
    sources: sources.map(({ source, heading, text: words }) => ({
      ...{ id: source, heading, text: words },
    })),
  };
}

export function eventSourcesAnswer(found: readonly AnswerSource[]): EventSourcesAnswer {
  return {
    items: found.map(({ seq, id, file, locale, heading, text }) => ({
      ...{ seq, id, file, locale, heading, text },
    })),
  };
}
