import type { DeskCursor, DeskFilter } from '#app/ports/desk-lists.ts';
import type { Scope } from '#core/access/scope.ts';
import type { HoldState } from '#core/handoff/hold-state.ts';

import { readCursor } from '../desk/desk.bodies.ts';
import { Choice, Count, Text } from '../frame/fields.ts';

const STATES = ['asking', 'waiting', 'offered', 'held', 'wrapping'] as const;
const SLA = ['broken', 'at-risk'] as const;
export const SOON_MINUTES = 10;
export const LONGEST_MINUTES = 7 * 24 * 60;
const MINUTE_MS = 60_000;
/** Joined by commas, as it stands in an address. */
const LIST = /^[^,\0]{1,100}(?:,[^,\0]{1,100}){0,99}$/;
const STATE_LIST = new RegExp(`^(?:${STATES.join('|')})(?:,(?:${STATES.join('|')})){0,4}$`);

/** Which conversations before people: the words of addresses, and of bodies. */
export class BoardWhere {
  @Text({ max: 4_000, pattern: LIST, optional: true, about: 'Of these queues, joined by commas.' })
  readonly queue?: string;

  @Text({
    max: 60,
    pattern: STATE_LIST,
    optional: true,
    about: `In these states, joined by commas: ${STATES.join(', ')}.`,
  })
  readonly state?: string;

  @Text({ max: 100, optional: true, about: 'Had by, or offered to, this agent: an id.' })
  readonly agent?: string;

  @Count({
    max: LONGEST_MINUTES,
    optional: true,
    about: 'The customer waits for somebody, or for an answer, for so many minutes.',
  })
  readonly longer_than?: number;

  @Choice(SLA, { optional: true, about: 'A promise was broken; or it was, or will be soon.' })
  readonly sla?: (typeof SLA)[number];

  @Count({
    min: 1,
    max: LONGEST_MINUTES,
    optional: true,
    about: `Minutes that are soon; ${String(SOON_MINUTES)} by default.`,
  })
  readonly soon?: number;

  @Text({ max: 20, optional: true, about: 'The customer’s language; `es` finds `es-MX`.' })
  readonly language?: string;

  /** What is wanted, and never more than the caller may see. */
  toFilter(scope: Scope): DeskFilter {
    const { agent, longer_than: minutes, sla, language, soon = SOON_MINUTES } = this;
    return {
      ...{ agent, language, queues: this.queuesIn(scope) },
      states: this.state?.split(',') as HoldState[] | undefined,
      waitingMs: minutes === undefined ? undefined : minutes * MINUTE_MS,
      sla: sla === 'at-risk' ? { withinMs: soon * MINUTE_MS } : sla,
    };
  }

  private queuesIn(scope: Scope): readonly string[] | undefined {
    const wanted = this.queue?.split(',');
    if (scope.kind === 'all') return wanted;
    return wanted?.filter((queue) => scope.queues.includes(queue)) ?? scope.queues;
  }
}

export class BoardQuery extends BoardWhere {
  @Count({ min: 1, max: 200, optional: true, about: 'At most so many; 50 by default.' })
  readonly limit: number = 50;

  @Text({ max: 300, optional: true, about: '`next` of the page before.' })
  readonly cursor?: string;

  get after(): DeskCursor | undefined {
    return readCursor(this.cursor);
  }
}
