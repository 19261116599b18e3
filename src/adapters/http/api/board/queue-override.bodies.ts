import type { SetOverride } from '#app/ports/queue-board.ts';
import type { QueueOverride, QueueSettings } from '#core/handoff/queue-settings.ts';

import { Choice, Count, Flag, Moment, Nested, Text } from '../frame/fields.ts';

const MOST_CAPACITY = 100;
const LONGEST_OFFER_SECONDS = 3_600;
const LONGEST_PROMISE_MINUTES = 60 * 24 * 30;
const HIGHEST_PRIORITY = 9;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Promises, in minutes of open time. */
export class SlaBody {
  @Count({ min: 1, max: LONGEST_PROMISE_MINUTES, optional: true, about: 'Minutes of open time.' })
  readonly first_answer?: number;

  @Count({ min: 1, max: LONGEST_PROMISE_MINUTES, optional: true, about: 'Minutes of open time.' })
  readonly next_answer?: number;

  @Count({ min: 1, max: LONGEST_PROMISE_MINUTES, optional: true, about: 'Minutes of open time.' })
  readonly resolve?: number;
}

/** What takes the place of all that leads set before; what is left out is as the bot has it. */
export class OverrideBody {
  @Flag({
    optional: true,
    about: 'true: nobody is asked, whatever the hours say; false: open all the time.',
  })
  readonly closed?: boolean;

  @Choice(['push', 'pull'], { optional: true, about: 'Agents are asked, or take who waits.' })
  readonly offer?: 'push' | 'pull';

  @Count({
    min: 5,
    max: LONGEST_OFFER_SECONDS,
    optional: true,
    about: 'How long somebody is asked; seconds.',
  })
  readonly offer_seconds?: number;

  @Count({
    min: 1,
    max: MOST_CAPACITY,
    optional: true,
    about: 'Conversations of an agent at a time.',
  })
  readonly capacity?: number;

  @Count({ max: HIGHEST_PRIORITY, optional: true, about: 'The higher is served first.' })
  readonly priority?: number;

  @Nested(() => SlaBody, { optional: true, about: 'Promises, in minutes of open time.' })
  readonly sla?: SlaBody;

  toOverride(): QueueOverride {
    const { closed, offer, offer_seconds: seconds, capacity, priority, sla } = this;
    return {
      ...(closed !== undefined && { closed }),
      ...(offer !== undefined && { offer }),
      ...(seconds !== undefined && { offerMs: seconds * SECOND_MS }),
      ...(capacity !== undefined && { capacity }),
      ...(priority !== undefined && { priority }),
      ...(sla !== undefined && { sla: promisesOf(sla) }),
    };
  }
}

function promisesOf({ first_answer, next_answer, resolve }: SlaBody): QueueOverride['sla'] {
  return {
    ...(first_answer !== undefined && { first_answer: first_answer * MINUTE_MS }),
    ...(next_answer !== undefined && { next_answer: next_answer * MINUTE_MS }),
    ...(resolve !== undefined && { resolve: resolve * MINUTE_MS }),
  };
}

export class SlaAnswer {
  @Count({ optional: true, about: 'Minutes of open time.' })
  readonly first_answer!: number | null;

  @Count({ optional: true, about: 'Minutes of open time.' })
  readonly next_answer!: number | null;

  @Count({ optional: true, about: 'Minutes of open time.' })
  readonly resolve!: number | null;
}

export function slaAnswer({ first_answer, next_answer, resolve }: QueueSettings['sla']): SlaAnswer {
  return {
    first_answer: minutes(first_answer),
    next_answer: minutes(next_answer),
    resolve: minutes(resolve),
  };
}

function minutes(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms / MINUTE_MS);
}

export class OverrideAnswer {
  @Flag({ optional: true })
  readonly closed!: boolean | null;

  @Choice(['push', 'pull'], { optional: true })
  readonly offer!: string | null;

  @Count({ optional: true })
  readonly offer_seconds!: number | null;

  @Count({ optional: true })
  readonly capacity!: number | null;

  @Count({ optional: true })
  readonly priority!: number | null;

  @Nested(() => SlaAnswer)
  readonly sla!: SlaAnswer;

  @Text({ about: 'Who set it, as the audit knows them.' })
  readonly by!: string;

  @Text({ optional: true, about: 'Their name; null for who is no person, or not here any more.' })
  readonly by_name!: string | null;

  @Moment()
  readonly at!: string;
}

export function overrideAnswer({ settings, by, byName, at }: SetOverride): OverrideAnswer {
  const { closed = null, offer = null, offerMs, capacity = null, priority = null, sla } = settings;
  return {
    ...{ closed, offer, capacity, priority, at: at.toISOString() },
    ...{ by, by_name: byName ?? null },
    offer_seconds: offerMs === undefined ? null : Math.round(offerMs / SECOND_MS),
    sla: slaAnswer(sla ?? {}),
  };
}
