import type { FoundLine } from '#app/ports/word-index.ts';
import { snippet } from '#core/words/search-words.ts';

import { Choice, Count, Moment, Nested, Text, Uuid } from '../frame/fields.ts';

export class SearchQuery {
  @Text({ min: 2, max: 200, about: 'All of these words, or what begins so.' })
  readonly words!: string;

  @Count({ min: 1, max: 100, optional: true, about: 'At most so many; 30 by default.' })
  readonly limit: number = 30;
}

class FoundAnswer {
  @Uuid()
  readonly conversation_id!: string;

  @Text({ about: 'How Braze knows the customer.' })
  readonly recipient!: string;

  @Text({ optional: true, about: 'How WhatsApp shows the customer; chosen by them.' })
  readonly name!: string | null;

  @Choice(['bot', 'queue', 'agent', 'nobody'], { about: 'Who answers now.' })
  readonly owner!: string;

  @Count({ about: 'Its place in the conversation’s log.' })
  readonly seq!: number;

  @Moment()
  readonly at!: string;

  @Text({ about: 'message, agent-reply, noted …' })
  readonly kind!: string;

  @Text({ about: 'What is around the words; text, never HTML.' })
  readonly snippet!: string;
}

export class FoundListAnswer {
  @Nested(() => FoundAnswer, { list: true, about: 'A conversation each, the newest first.' })
  readonly items!: readonly FoundAnswer[];
}

export function foundAnswer(
  found: readonly FoundLine[],
  words: readonly string[],
): FoundListAnswer {
  return {
    items: found.map(({ conversationId, recipient, name = null, owner, seq, at, kind, text }) => ({
      ...{ conversation_id: conversationId, recipient, name, owner, seq, kind },
      ...{ at: at.toISOString(), snippet: snippet(text, words) },
    })),
  };
}
