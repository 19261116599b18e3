import type { AgentBook, AgentCard, Presence } from '#app/ports/agent-book.ts';

import { UnknownAgent } from './handoff-errors.ts';

/** Whether an agent is there. */
export class ChangePresence {
  constructor(private readonly agents: AgentBook) {}

  /**
   * Who goes offline keeps what they have for as long as a lost connection would; then it waits again.
   *
   * @throws UnknownAgent
   */
  async execute(agent: string, presence: Presence): Promise<void> {
    if (!(await this.agents.setPresence(agent, presence))) throw new UnknownAgent(agent);
  }

  /** A sign of life, every 15 s at least. @throws UnknownAgent */
  async beat(agent: string): Promise<void> {
    if (!(await this.agents.beat(agent))) throw new UnknownAgent(agent);
  }

  /** What an agent can do, and how much. */
  describe(agent: AgentCard): Promise<void> {
    return this.agents.put(agent);
  }
}
