import type { AgentBook, AgentCard, AgentChanges, Presence } from '#app/ports/agent-book.ts';
import type { PeopleStore } from '#app/ports/people-store.ts';
import type { Caller } from '#core/access/caller.ts';
import { permissionsOf } from '#core/access/policy.ts';
import { EVERY_QUEUE, type Scope, scopeOf, seesQueue } from '#core/access/scope.ts';

import { UnknownAgent, UnknownQueue } from '../handoff/handoff-errors.ts';
import type { QueuesNow } from '../handoff/queues-now.ts';
import { AgentOfOthers, QueueNotTheirs } from './board-errors.ts';

/** What a lead wants changed; what is left out stays. */
export interface WantedChanges {
  /** Only they themselves come online. */
  readonly presence?: Exclude<Presence, 'online'> | undefined;
  /** Where they work; `null`: in all queues that they may see. */
  readonly queues?: readonly string[] | null | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  /** Conversations at a time; `null` leaves it to the queues. */
  readonly capacity?: number | null | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Sends an agent away, and says where they work, what they know and how much they can have. */
export class ChangeAgent {
  constructor(
    private readonly agents: AgentBook,
    private readonly people: PeopleStore,
    private readonly queues: QueuesNow,
  ) {}

  /** @throws UnknownAgent, AgentOfOthers, UnknownQueue, QueueNotTheirs */
  async execute(caller: Caller, id: string, wanted: WantedChanges): Promise<void> {
    const agent = await this.agents.find(id);
    if (agent === undefined) throw new UnknownAgent(id);
    mustLead(caller.scope, agent);
    const { queues, ...more } = wanted;
    const work = queues === undefined ? undefined : await this.workOf(caller.scope, id, queues);
    const changes: AgentChanges = { ...more, ...(work !== undefined && { work }) };
    if (!(await this.agents.change(id, changes, caller.actor))) throw new UnknownAgent(id);
  }

  private async workOf(
    scope: Scope,
    id: string,
    queues: readonly string[] | null,
  ): Promise<Pick<AgentCard, 'queues' | 'assigned'>> {
    const seen = await this.seenBy(id);
    if (queues === null) {
      return { queues: seen.kind === 'all' ? [EVERY_QUEUE] : seen.queues, assigned: undefined };
    }
    const known = [...(await this.queues.execute()).keys()].filter((one) => seesQueue(scope, one));
    const strange = queues.find((one) => !known.includes(one));
    if (strange !== undefined) throw new UnknownQueue(strange, known);
    const hidden = queues.filter((one) => !seesQueue(seen, one));
    if (hidden.length > 0) throw new QueueNotTheirs(id, hidden);
    return { queues, assigned: queues };
  }

  /** What somebody's account lets them see; a name of a command line sees everything. */
  private async seenBy(id: string): Promise<Scope> {
    const person = UUID.test(id) ? await this.people.byId(id) : undefined;
    if (person === undefined) return { kind: 'all' };
    const { queues, roles } = person;
    return scopeOf({ id, queues, permissions: permissionsOf(roles, 'person') });
  }
}

/** A lead of some queues changes who works for these alone; of others they do not even hear. */
function mustLead(scope: Scope, { id, queues }: AgentCard): void {
  if (scope.kind === 'all' || queues.every((queue) => scope.queues.includes(queue))) return;
  const isColleague = queues.includes(EVERY_QUEUE) || queues.some((one) => seesQueue(scope, one));
  throw isColleague ? new AgentOfOthers(id) : new UnknownAgent(id);
}
