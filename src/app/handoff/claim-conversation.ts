import type { Receipt } from '#app/accept-events/arrival.ts';
import type { AgentBook } from '#app/ports/agent-book.ts';
import type { HandoffLine } from '#app/ports/handoff-line.ts';

import type { DeskDoor } from './desk-door.ts';
import { AgentIsAway, AgentIsFull, AlreadyTaken, UnknownAgent } from './handoff-errors.ts';
import type { QueuesNow } from './queues-now.ts';

/** Where a queue that no release knows any more is emptied. */
const CAPACITY = 3;

/** An agent takes who waits, or accepts who is offered to them: one wins, the others are told who. */
export class ClaimConversation {
  constructor(
    private readonly door: DeskDoor,
    private readonly agents: AgentBook,
    private readonly line: HandoffLine,
    private readonly queues: QueuesNow,
  ) {}

  /** @throws AlreadyTaken, AgentIsFull, AgentIsAway, UnknownAgent */
  async execute(conversationId: string, agent: string): Promise<Receipt> {
    const open = await this.line.open(conversationId);
    if (open === undefined) throw new AlreadyTaken(conversationId, undefined);

    const capacity = (await this.queues.execute()).get(open.queue)?.capacity ?? CAPACITY;
    await this.reserve(agent, conversationId, capacity);
    try {
      return await this.door.enter(conversationId, { kind: 'claimed', agent });
    } finally {
      // By now the conversation's own row counts, or there is nothing to count.
      await this.agents.release(agent, conversationId);
    }
  }

  private async reserve(agent: string, conversationId: string, capacity: number): Promise<void> {
    const room = await this.agents.reserve(agent, conversationId, capacity);
    if (room === 'full') throw new AgentIsFull(agent);
    if (room === 'away') throw new AgentIsAway(agent);
    if (room === 'unknown') throw new UnknownAgent(agent);
  }
}
