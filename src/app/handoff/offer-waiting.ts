import type { AgentBook } from '#app/ports/agent-book.ts';
import type { HandoffLine } from '#app/ports/handoff-line.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { canHelp, type Match, matching } from '#core/handoff/matching.ts';

import type { DeskDoor } from './desk-door.ts';
import type { QueuesNow } from './queues-now.ts';

const ASKING_AT_ONCE = 200;

/** Gives out what waits: strictly in line, to agents who are there and have room. */
export class OfferWaiting {
  constructor(
    private readonly door: DeskDoor,
    private readonly line: HandoffLine,
    private readonly agents: AgentBook,
    private readonly queues: QueuesNow,
    private readonly incidents: Incidents,
  ) {}

  /** Answers how many were offered. */
  async execute(): Promise<number> {
    const queues = await this.queues.execute();
    const matches = await this.line.giveOut((waiting, agents, nowMs) =>
      matching(waiting, agents, { queues, nowMs }),
    );
    const offered = await Promise.all(matches.map((match) => this.offer(match)));
    return offered.filter(Boolean).length;
  }

  /** Tells those who asked how many agents are there for them; answers how many asked. */
  async answerAsking(): Promise<number> {
    const asking = await this.line.asking(ASKING_AT_ONCE);
    if (asking.length === 0) return 0;

    const [queues, present] = await Promise.all([this.queues.execute(), this.line.present()]);
    await Promise.all(
      asking.map(async (each) => {
        const queue = queues.get(each.queue);
        const able = queue === undefined ? [] : present.filter((one) => canHelp(one, each, queue));
        const { conversationId, handoff } = each;
        // Who is at another desk is not seen from here: whoever waits for them waits.
        const online = queue?.desk === 'chatwoot' ? 1 : able.length;
        const event = { kind: 'agents-seen', handoff, online } as const;
        await this.door.attempt(conversationId, event).catch(this.told);
      }),
    );
    return asking.length;
  }

  private async offer({ conversationId, agent, forMs }: Match): Promise<boolean> {
    try {
      const receipt = await this.door.attempt(conversationId, { kind: 'offered', agent, forMs });
      return receipt.refused === undefined;
    } catch (failure) {
      this.told(failure);
      return false;
    } finally {
      await this.agents.release(agent, conversationId).catch(this.told);
    }
  }

  private readonly told = (failure: unknown): void => {
    this.incidents.failed('offer a conversation', failure);
  };
}
