import type { AgentBook, Presence } from '#app/ports/agent-book.ts';
import type { Caller } from '#core/access/caller.ts';
import { EVERY_QUEUE, seesQueue } from '#core/access/scope.ts';

import type { ChangePresence } from './change-presence.ts';

/** A person comes to the desk, steps away from it, or leaves. */
export class AttendDesk {
  constructor(
    private readonly agents: AgentBook,
    private readonly presence: ChangePresence,
  ) {}

  /** Whoever comes is an agent of the queues that they may see, or of those that a lead chose; skills stay as they were set. */
  async execute({ id, name, scope }: Caller, presence: Presence): Promise<void> {
    const known = await this.agents.find(id);
    if (presence !== 'offline' || known === undefined) {
      const { skills = [], languages = [], capacity, assigned } = known ?? {};
      const seen = scope.kind === 'all' ? [EVERY_QUEUE] : scope.queues;
      const queues = assigned?.filter((queue) => seesQueue(scope, queue)) ?? seen;
      await this.agents.put({ id, name, queues, skills, languages, capacity });
    }
    await this.presence.execute(id, presence);
  }

  /** @throws UnknownAgent who never came */
  beat(id: string): Promise<void> {
    return this.presence.beat(id);
  }
}
