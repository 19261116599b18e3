import type { ShownBlock } from '#app/ports/block-list.ts';
import { IDENTITY_KINDS } from '#core/conversation/identity.ts';

import { Choice, Count, Moment, Nested, Text, Uuid } from '../frame/fields.ts';

const LONGEST_REASON = 500;
/** Ten years: longer is for good. */
const MOST_HOURS = 87_600;

export class BlockBody {
  @Text({
    min: 1,
    max: LONGEST_REASON,
    pattern: /\S/,
    about: 'For colleagues; never the customer.',
  })
  readonly reason!: string;

  @Count({ min: 1, max: MOST_HOURS, optional: true, about: 'For so long; without it, for good.' })
  readonly hours?: number;
}

class BlockedCustomerAnswer {
  @Choice(IDENTITY_KINDS)
  readonly kind!: string;

  @Text()
  readonly value!: string;
}

export class BlockAnswer {
  @Uuid()
  readonly conversation_id!: string;

  @Nested(() => BlockedCustomerAnswer, { about: 'By whom Braze knows the customer.' })
  readonly recipient!: BlockedCustomerAnswer;

  @Text({ about: 'Id of whoever decided it.' })
  readonly by!: string;

  @Text()
  readonly reason!: string;

  @Moment()
  readonly at!: string;

  @Moment({ optional: true, about: 'null: for good.' })
  readonly until!: string | null;
}

export function blockAnswer(block: ShownBlock): BlockAnswer {
  const { conversationId, recipient, by, reason, at, until } = block;
  return {
    ...{ conversation_id: conversationId, recipient, by, reason },
    ...{ at: at.toISOString(), until: until?.toISOString() ?? null },
  };
}
