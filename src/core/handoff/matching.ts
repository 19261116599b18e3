import type { QueueSettings } from './queue-settings.ts';

/** Somebody who waits. */
export interface Waiting {
  readonly conversationId: string;
  readonly handoff: number;
  readonly queue: string;
  /** 0 before 1. */
  readonly rank: number;
  readonly sinceMs: number;
  readonly skills: readonly string[];
  readonly locale: string;
  readonly passed: readonly string[];
}

/** An agent who is there. */
export interface FreeAgent {
  readonly id: string;
  readonly queues: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  /** Conversations at a time; without it the queue says how many. */
  readonly capacity: number | null;
  /** What they have, and are asked about. */
  readonly load: number;
  /** When somebody was last given to them. */
  readonly givenMs: number;
}

export interface Match {
  readonly conversationId: string;
  readonly handoff: number;
  readonly agent: string;
  readonly forMs: number;
}

type Queues = ReadonlyMap<string, QueueSettings>;

/**
 * Who is offered to whom: strictly in line, as far as agents can help.
 *
 * The first in line is offered to whom it fits who has most room, and of these to who has waited
 * longest. Nobody is passed over but by those whom the free agents cannot help. Who declined is
 * asked again only where nobody else fits.
 *
 * @param waiting in line: by rank, then since when; queues with the higher priority first
 */
export function matching(
  waiting: readonly Waiting[],
  agents: readonly FreeAgent[],
  { queues, nowMs }: { readonly queues: Queues; readonly nowMs: number },
): readonly Match[] {
  const load = new Map(agents.map(({ id, load }) => [id, load]));
  const given = new Map(agents.map(({ id, givenMs }) => [id, givenMs]));
  const matches: Match[] = [];
  for (const each of inLine(waiting, queues)) {
    const queue = queues.get(each.queue);
    if (queue?.offer !== 'push' || !queue.isOpen(nowMs)) continue;

    const room = (agent: FreeAgent): number =>
      (agent.capacity ?? queue.capacity) - (load.get(agent.id) ?? 0);
    const able = agents.filter((agent) => room(agent) > 0 && canHelp(agent, each, queue));
    const [agent] = [...able].sort(
      (a, b) =>
        Number(each.passed.includes(a.id)) - Number(each.passed.includes(b.id)) ||
        room(b) - room(a) ||
        (given.get(a.id) ?? 0) - (given.get(b.id) ?? 0) ||
        (a.id < b.id ? -1 : 1),
    );
    if (agent === undefined) continue;

    load.set(agent.id, (load.get(agent.id) ?? 0) + 1);
    given.set(agent.id, nowMs);
    const { conversationId, handoff } = each;
    matches.push({ conversationId, handoff, agent: agent.id, forMs: queue.offerMs });
  }
  return matches;
}

function inLine(waiting: readonly Waiting[], queues: Queues): readonly Waiting[] {
  const priority = ({ queue }: Waiting): number => queues.get(queue)?.priority ?? 0;
  return [...waiting].sort(
    (a, b) =>
      priority(b) - priority(a) ||
      a.rank - b.rank ||
      a.sinceMs - b.sinceMs ||
      (a.conversationId < b.conversationId ? -1 : 1),
  );
}

/** Whether an agent works for the queue, knows what is asked for, and speaks the customer's language. */
export function canHelp(
  agent: Pick<FreeAgent, 'queues' | 'skills' | 'languages'>,
  { skills, locale, queue: name }: Pick<Waiting, 'skills' | 'locale' | 'queue'>,
  queue: Pick<QueueSettings, 'skills' | 'languages'>,
): boolean {
  if (!agent.queues.includes(name) && !agent.queues.includes('*')) return false;
  if (![...queue.skills, ...skills].every((skill) => agent.skills.includes(skill))) return false;

  const isAsked = queue.languages.some((each) => speaks(each, locale));
  return !isAsked || agent.languages.some((each) => speaks(each, locale));
}

/** `es` is spoken by who speaks `es-MX`, and the other way round. */
function speaks(language: string, locale: string): boolean {
  return language.split('-')[0] === locale.split('-')[0];
}
