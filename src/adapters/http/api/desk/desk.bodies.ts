import type { AgentState, Presence } from '#app/ports/agent-book.ts';
import type { DeskCursor, DeskFilter, DeskRow } from '#app/ports/desk-lists.ts';
import type { Glimpse } from '#app/ports/glimpses.ts';
import type { Scope } from '#core/access/scope.ts';
import type { HoldState } from '#core/handoff/hold-state.ts';

import { NotAsAgreed } from '../frame/access-errors.ts';
import { Choice, Count, Flag, Moment, Nested, Text, Texts, Uuid } from '../frame/fields.ts';
import { PageQuery, UUID } from '../frame/pages.ts';

const LISTS = ['mine', 'waiting', 'all'] as const;
const STATES = ['asking', 'waiting', 'offered', 'held', 'wrapping'] as const;
const WAITING: readonly HoldState[] = ['asking', 'waiting', 'offered'];
const PRESENCES = ['online', 'away', 'offline'] as const;

export class DeskQuery extends PageQuery {
  @Choice(LISTS, { optional: true, about: 'Whose: mine, what waits, or all before people.' })
  readonly list: (typeof LISTS)[number] = 'all';

  @Text({ max: 100, optional: true, about: 'Of this queue only.' })
  readonly queue?: string;

  @Text({ max: 100, optional: true, about: 'Had by, or offered to, this agent: an id.' })
  readonly agent?: string;

  /** What the query finds, and never more than the caller may see. */
  toFilter(me: string, scope: Scope): DeskFilter {
    const { list, queue, agent } = this;
    if (list === 'mine') return { agent: me, ...(queue !== undefined && { queues: [queue] }) };
    const seen = scope.kind === 'all' ? undefined : scope.queues;
    const queues =
      queue === undefined ? seen : seen === undefined || seen.includes(queue) ? [queue] : [];
    return {
      ...(queues !== undefined && { queues }),
      ...(agent !== undefined && { agent }),
      ...(list === 'waiting' && { states: WAITING }),
    };
  }

  get after(): DeskCursor | undefined {
    return readCursor(this.cursor);
  }
}

/** @throws NotAsAgreed */
export function readCursor(cursor: string | undefined): DeskCursor | undefined {
  if (cursor === undefined) return undefined;
  const [rank, sinceMs, conversationId] = cursor.split('.');
  if (!/^\d{1,9}$/.test(rank ?? '') || !/^\d{1,15}$/.test(sinceMs ?? '')) throw badCursor();
  if (conversationId === undefined || !UUID.test(conversationId)) throw badCursor();
  return { rank: Number(rank), sinceMs: Number(sinceMs), conversationId };
}

function badCursor(): NotAsAgreed {
  return new NotAsAgreed([{ at: 'cursor', message: 'must be what `next` of a page said' }]);
}

export function cursorText({ rank, sinceMs, conversationId }: DeskCursor): string {
  return `${String(rank)}.${String(sinceMs)}.${conversationId}`;
}

class GlimpseAnswer {
  @Text({ optional: true, about: 'How WhatsApp shows the customer; chosen by them.' })
  readonly name!: string | null;

  @Text({ about: 'The last words, cut; text, never HTML.' })
  readonly text!: string;

  @Choice(['customer', 'agent'])
  readonly by!: string;

  @Moment()
  readonly at!: string;
}

export class DeskRowAnswer {
  @Uuid()
  readonly id!: string;

  @Text()
  readonly queue!: string;

  @Choice(['normal', 'high'])
  readonly priority!: string;

  @Choice(STATES, { about: 'The list it stands in.' })
  readonly state!: string;

  @Text({ about: 'Why it is before people.' })
  readonly reason!: string;

  @Text({ about: 'Step that handed it over.' })
  readonly step!: string;

  @Text({ optional: true })
  readonly topic!: string | null;

  @Text({ about: 'The customer’s language.' })
  readonly locale!: string;

  @Text({ about: 'How Braze knows the customer.' })
  readonly recipient!: string;

  @Text({ optional: true, about: 'Id of the agent who has it.' })
  readonly agent!: string | null;

  @Text({ optional: true, about: 'Id of the agent who is asked, alone.' })
  readonly offered_to!: string | null;

  @Moment({ optional: true })
  readonly offer_ends_at!: string | null;

  @Moment({ about: 'Its place in line.' })
  readonly since!: string;

  @Count()
  readonly unread!: number;

  @Moment({ optional: true, about: 'The oldest message that nobody has answered.' })
  readonly unanswered_since!: string | null;

  @Moment({ optional: true, about: 'Free text may leave until then.' })
  readonly window_ends_at!: string | null;

  @Moment({ optional: true, about: 'When the bot takes it back by itself.' })
  readonly lets_go_at!: string | null;

  @Text({ optional: true, about: 'The next promise that would be broken.' })
  readonly sla_clock!: string | null;

  @Moment({ optional: true })
  readonly sla_due_at!: string | null;

  @Texts({ about: 'Promises that were broken.' })
  readonly breached!: readonly string[];

  @Nested(() => GlimpseAnswer, { optional: true })
  readonly glimpse!: GlimpseAnswer | null;
}

export function deskRowAnswer(row: DeskRow, glimpse: Glimpse | undefined): DeskRowAnswer {
  const { queue, priority, state, reason, step, locale, unread, breached } = row;
  return {
    ...{ id: row.conversationId, queue, priority, state, reason, step, locale, unread, breached },
    ...{ topic: row.topic ?? null, recipient: row.recipient.value },
    ...{ agent: row.agent ?? null, offered_to: row.offeredTo ?? null },
    offer_ends_at: moment(row.offerEndsMs),
    since: new Date(row.sinceMs).toISOString(),
    unanswered_since: moment(row.unansweredMs),
    window_ends_at: moment(row.windowEndsMs),
    lets_go_at: moment(row.letsGoMs),
    sla_clock: row.slaClock ?? null,
    sla_due_at: moment(row.slaDueMs),
    glimpse: glimpse === undefined ? null : glimpseAnswer(glimpse),
  };
}

function glimpseAnswer({ name, text, by, at }: Glimpse): GlimpseAnswer {
  return { name: name ?? null, text, by, at: at.toISOString() };
}

export function moment(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

export class QueueAnswer {
  @Text()
  readonly name!: string;

  @Text()
  readonly title!: string;

  @Flag()
  readonly is_open!: boolean;

  @Choice(['push', 'pull'], { about: 'Agents are asked, or take who waits.' })
  readonly offer!: string;

  @Count()
  readonly waiting!: number;

  @Count()
  readonly held!: number;

  @Count({ about: 'Messages that nobody has read.' })
  readonly unread!: number;

  @Moment({ optional: true, about: 'Since when the oldest waits.' })
  readonly oldest_since!: string | null;
}

export class QueuesAnswer {
  @Nested(() => QueueAnswer, { list: true })
  readonly items!: readonly QueueAnswer[];
}

export class DeskAgentAnswer {
  @Text()
  readonly id!: string;

  @Text()
  readonly name!: string;

  @Choice(PRESENCES)
  readonly presence!: string;

  @Count({ about: 'Conversations that they have, or are asked about.' })
  readonly load!: number;

  @Count({ optional: true, about: 'At most so many; null leaves it to the queues.' })
  readonly capacity!: number | null;

  @Texts({ about: '`*` for all.' })
  readonly queues!: readonly string[];
}

export class DeskAgentsAnswer {
  @Nested(() => DeskAgentAnswer, { list: true })
  readonly items!: readonly DeskAgentAnswer[];
}

export function deskAgentAnswer(agent: AgentState): DeskAgentAnswer {
  const { id, name, presence, load, capacity = null, queues } = agent;
  return { id, name, presence, load, capacity, queues };
}

export class PresenceBody {
  @Choice(PRESENCES, { about: 'away: keeps what one has and gets nothing new.' })
  readonly presence!: Presence;
}

export class PresenceAnswer {
  @Choice(PRESENCES)
  readonly presence!: string;
}
