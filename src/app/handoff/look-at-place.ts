import type { HandoffLine } from '#app/ports/handoff-line.ts';
import { expectedWaitMs } from '#core/handoff/expected-wait.ts';

import type { QueuesNow } from './queues-now.ts';

/** A conversation's place in line. */
export interface Place {
  readonly queue: string;
  /** From 1. */
  readonly position: number;
  /** Agents of the queue who are there. */
  readonly agents: number;
  /** Milliseconds, roughly; `undefined` where nobody is there. */
  readonly waitMs: number | undefined;
}

/** How long a conversation keeps an agent, while nobody knows better. */
const TYPICAL_MS = 6 * 60_000;

/** Where somebody stands in line, and how long it may take. */
export class LookAtPlace {
  constructor(
    private readonly line: HandoffLine,
    private readonly queues: QueuesNow,
  ) {}

  /** `undefined` for one that does not wait. */
  async execute(conversationId: string): Promise<Place | undefined> {
    const place = await this.line.place(conversationId);
    if (place === undefined) return undefined;

    const { queue, position, typicalMs = TYPICAL_MS } = place;
    const capacity = (await this.queues.execute()).get(queue)?.capacity ?? 1;
    const there = (await this.line.present()).filter(
      ({ queues }) => queues.includes(queue) || queues.includes('*'),
    );
    const places = there.reduce((sum, agent) => sum + (agent.capacity ?? capacity), 0);
    const agents = there.length;
    return {
      queue,
      position,
      agents,
      waitMs: expectedWaitMs({ position, agents, typicalMs, places }),
    };
  }
}
