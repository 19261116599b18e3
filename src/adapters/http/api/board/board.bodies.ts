import type { BoardAgent, BoardNow, BoardQueue } from '#app/board/look-at-board.ts';
import type { FilterCount, Waits } from '#app/ports/board-looks.ts';

import { moment } from '../desk/desk.bodies.ts';
import { Choice, Count, Flag, Moment, Nested, Text, Texts } from '../frame/fields.ts';
import { LONGEST_MINUTES, SOON_MINUTES } from './board-filter.bodies.ts';
import { OverrideAnswer, overrideAnswer, SlaAnswer, slaAnswer } from './queue-override.bodies.ts';

export class BoardLookQuery {
  @Count({
    min: 1,
    max: LONGEST_MINUTES,
    optional: true,
    about: `Minutes within which a promise is at risk; ${String(SOON_MINUTES)} by default.`,
  })
  readonly soon: number = SOON_MINUTES;
}

class WaitsAnswer {
  @Count({ about: 'Milliseconds that the middle one waited.' })
  readonly p50_ms!: number;

  @Count({ about: 'Nine of ten did not wait longer; milliseconds.' })
  readonly p90_ms!: number;
}

class WaitedAnswer extends WaitsAnswer {
  @Count({ about: 'So many were reached.' })
  readonly count!: number;
}

export class BoardQueueAnswer {
  @Text()
  readonly name!: string;

  @Text()
  readonly title!: string;

  @Flag({ about: 'By its hours, or by what a lead set.' })
  readonly is_open!: boolean;

  @Choice(['push', 'pull'], { about: 'Agents are asked, or take who waits.' })
  readonly offer!: string;

  @Count({ about: 'How long somebody is asked; seconds.' })
  readonly offer_seconds!: number;

  @Count({ about: 'Conversations of an agent at a time.' })
  readonly capacity!: number;

  @Count({ about: 'The higher is served first by agents of several queues.' })
  readonly priority!: number;

  @Nested(() => SlaAnswer)
  readonly sla!: SlaAnswer;

  @Nested(() => OverrideAnswer, { optional: true, about: 'What a lead changed of it.' })
  readonly override!: OverrideAnswer | null;

  @Count({ about: 'Nobody is asked yet.' })
  readonly waiting!: number;

  @Count()
  readonly offered!: number;

  @Count({ about: 'Agents have them.' })
  readonly held!: number;

  @Count({ about: 'Of these: what the customer wrote has no answer yet.' })
  readonly unanswered!: number;

  @Moment({ optional: true, about: 'Since when the oldest waits.' })
  readonly oldest_since!: string | null;

  @Nested(() => WaitsAnswer, { optional: true, about: 'Of those who wait now.' })
  readonly waits_now!: WaitsAnswer | null;

  @Nested(() => WaitedAnswer, {
    optional: true,
    about: 'Of those whom somebody reached within the last hour.',
  })
  readonly waited_lately!: WaitedAnswer | null;

  @Count({ about: 'Whose promise was broken.' })
  readonly breached!: number;

  @Count({ about: 'Whose promise will be broken soon.' })
  readonly due_soon!: number;

  @Count({ about: 'Agents who are there for it.' })
  readonly agents_there!: number;

  @Count({ about: 'Conversations that these could take yet.' })
  readonly free_places!: number;
}

export class BoardAgentAnswer {
  @Text()
  readonly id!: string;

  @Text()
  readonly name!: string;

  @Choice(['online', 'away', 'offline'])
  readonly presence!: string;

  @Flag({ about: 'Online, and heard of.' })
  readonly is_there!: boolean;

  @Moment({ about: 'The last sign of life.' })
  readonly seen_at!: string;

  @Count()
  readonly held!: number;

  @Count()
  readonly offered!: number;

  @Count({ about: 'Of these: what the customer wrote has no answer yet.' })
  readonly unanswered!: number;

  @Moment({ optional: true, about: 'Since when the oldest of these is without one.' })
  readonly unanswered_since!: string | null;

  @Count({ about: 'Conversations that they may have.' })
  readonly places!: number;

  @Count({ optional: true, about: 'Their own number of places; null: their queues say it.' })
  readonly capacity!: number | null;

  @Texts({ about: '`*` for all.' })
  readonly queues!: readonly string[];

  @Flag({ about: 'A lead has chosen these queues.' })
  readonly is_assigned!: boolean;

  @Texts()
  readonly skills!: readonly string[];

  @Texts()
  readonly languages!: readonly string[];
}

export class BoardAnswer {
  @Moment()
  readonly at!: string;

  @Nested(() => BoardQueueAnswer, { list: true })
  readonly queues!: readonly BoardQueueAnswer[];

  @Nested(() => BoardAgentAnswer, { list: true })
  readonly agents!: readonly BoardAgentAnswer[];
}

export function boardAnswer({ atMs, queues, agents }: BoardNow): BoardAnswer {
  return {
    at: new Date(atMs).toISOString(),
    queues: queues.map(queueAnswer),
    agents: agents.map(agentAnswer),
  };
}

function queueAnswer(look: BoardQueue): BoardQueueAnswer {
  const { queue, settings, waiting, offered, held, unanswered, breached, waitedLately } = look;
  const { title = queue, offer = 'pull', offerMs = 0, capacity = 0, priority = 0 } = settings ?? {};
  return {
    ...{ name: queue, title, is_open: look.isOpen, offer, capacity, priority },
    offer_seconds: Math.round(offerMs / 1_000),
    sla: slaAnswer(settings?.sla ?? {}),
    override: look.override === undefined ? null : overrideAnswer(look.override),
    ...{ waiting, offered, held, unanswered, breached, due_soon: look.dueSoon },
    oldest_since: moment(look.oldestMs),
    waits_now: look.waitsNow === undefined ? null : waitsAnswer(look.waitsNow),
    waited_lately: waitedLately === undefined ? null : waitedAnswer(waitedLately),
    ...{ agents_there: look.agentsThere, free_places: look.freePlaces },
  };
}

function waitsAnswer({ p50Ms, p90Ms }: Waits): WaitsAnswer {
  return { p50_ms: Math.round(p50Ms), p90_ms: Math.round(p90Ms) };
}

function waitedAnswer({ p50Ms, p90Ms, count }: Waits & { readonly count: number }): WaitedAnswer {
  return { p50_ms: Math.round(p50Ms), p90_ms: Math.round(p90Ms), count };
}

function agentAnswer(agent: BoardAgent): BoardAgentAnswer {
  const { id, name, presence, held, offered, unanswered, places, queues, skills } = agent;
  return {
    ...{ id, name, presence, held, offered, unanswered, places, queues, skills },
    ...{ languages: agent.languages, capacity: agent.capacity ?? null },
    ...{ is_there: agent.isThere, is_assigned: agent.assigned !== undefined },
    seen_at: new Date(agent.seenMs).toISOString(),
    unanswered_since: moment(agent.unansweredSinceMs),
  };
}

export class FilterCountAnswer {
  @Count()
  readonly conversations!: number;

  @Count()
  readonly waiting!: number;

  @Count()
  readonly offered!: number;

  @Count()
  readonly held!: number;

  @Count({ about: 'Agents who have these.' })
  readonly agents!: number;

  @Count({ about: 'Customers to whom nothing may be written freely any more.' })
  readonly window_over!: number;

  @Moment({ about: 'As `until` of a deed: it touches none who came later.' })
  readonly at!: string;
}

export function filterCountAnswer({ windowOver, atMs, ...counts }: FilterCount): FilterCountAnswer {
  return { ...counts, window_over: windowOver, at: new Date(atMs).toISOString() };
}
