import type { AgentBook } from '#app/ports/agent-book.ts';
import type { HandoffLine } from '#app/ports/handoff-line.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { canHelp, type Match, matching } from '#core/handoff/matching.ts';

import type { DeskDoor } from './desk-door.ts';
import { lineOf, type LookAtPlace } from './look-at-place.ts';
import type { QueuesNow } from './queues-now.ts';

const ASKING_AT_ONCE = 200;

/** Gives out what waits: strictly in line, to agents who are there and have room. */
export class OfferWaiting {
  constructor(
    private readonly door: DeskDoor,
    private readonly stores: { readonly line: HandoffLine; readonly agents: AgentBook },
    private readonly queues: QueuesNow,
    private readonly places: Pick<LookAtPlace, 'many'>,
    private readonly incidents: Incidents,
  ) {}

  /** Answers how many were offered. */
  async execute(): Promise<number> {
    const queues = await this.queues.execute();
    const matches = await this.stores.line.giveOut((waiting, agents, nowMs) =>
      matching(waiting, agents, { queues, nowMs }),
    );
    const offered = await Promise.all(matches.map((match) => this.offer(match)));
    return offered.filter(Boolean).length;
  }

  /** Tells those who asked how many agents are there and where they stand; answers how many asked. */
  async answerAsking(): Promise<number> {
    const asking = await this.stores.line.asking(ASKING_AT_ONCE);
    if (asking.length === 0) return 0;

    const ids = asking.map(({ conversationId }) => conversationId);
    const [queues, present, places] = await Promise.all([
      this.queues.execute(),
      this.stores.line.present(),
      this.places.many(ids),
    ]);
    await Promise.all(
      asking.map(async (each) => {
        const queue = queues.get(each.queue);
        const able = queue === undefined ? [] : present.filter((one) => canHelp(one, each, queue));
        const { conversationId, handoff } = each;
        // Who is at another desk is not seen from here: whoever waits for them waits.
        const online = queue?.desk === 'chatwoot' ? 1 : able.length;
        const place = places.get(conversationId);
        const line = place === undefined ? {} : { line: lineOf(place) };
        const event = { kind: 'agents-seen', handoff, online, ...line } as const;
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
      await this.stores.agents.release(agent, conversationId).catch(this.told);
    }
  }

  private readonly told = (failure: unknown): void => {
    this.incidents.failed('offer a conversation', failure);
  };
}
