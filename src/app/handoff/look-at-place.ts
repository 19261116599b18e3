import type { DatabaseTime } from '#app/ports/database-time.ts';
import type { HandoffLine, PlaceInLine } from '#app/ports/handoff-line.ts';
import { expectedWaitMs } from '#core/handoff/expected-wait.ts';
import type { LineNow } from '#core/handoff/line-now.ts';
import type { FreeAgent } from '#core/handoff/matching.ts';

import type { QueuesNow } from './queues-now.ts';

/** A conversation's place in line. */
export interface Place {
  readonly queue: string;
  /** From 1. */
  readonly position: number;
  /** Agents of the queue who are there. */
  readonly agents: number;
  /** Milliseconds, roughly; `undefined` where nobody is there, or the queue is closed. */
  readonly waitMs: number | undefined;
}

/** How long a conversation keeps an agent, while nobody knows better. */
const TYPICAL_MS = 6 * 60_000;

/** Where people stand in line, and how long it may take. */
export class LookAtPlace {
  constructor(
    private readonly line: HandoffLine,
    private readonly queues: QueuesNow,
    private readonly time: DatabaseTime,
  ) {}

  /** `undefined` for one that does not wait. */
  async execute(conversationId: string): Promise<Place | undefined> {
    return (await this.many([conversationId])).get(conversationId);
  }

  /** By conversation, looked up together; those that do not wait are not in it. */
  async many(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Place>> {
    const places = await this.line.places(conversationIds);
    if (places.length === 0) return new Map();

    const [present, nowMs] = await Promise.all([this.line.present(), this.time.nowMs()]);
    const queues = await this.queues.execute();
    return new Map(
      places.map((place) => {
        const queue = queues.get(place.queue);
        const isOpen = queue?.isOpen(nowMs) ?? false;
        const found = placeOf(place, present, queue?.capacity ?? 1);
        return [place.conversationId, isOpen ? found : { ...found, waitMs: undefined }];
      }),
    );
  }
}

/** What a conversation's machine is told of it. */
export function lineOf({ position, waitMs }: Place): LineNow {
  return { position, waitMs: waitMs ?? null };
}

function placeOf(
  { queue, position, typicalMs = TYPICAL_MS }: PlaceInLine,
  present: readonly FreeAgent[],
  capacity: number,
): Place {
  const there = present.filter(({ queues }) => queues.includes(queue) || queues.includes('*'));
  const places = there.reduce((sum, agent) => sum + (agent.capacity ?? capacity), 0);
  const agents = there.length;
  const waitMs = expectedWaitMs({ position, agents, typicalMs, places });
  return { queue, position, agents, waitMs };
}
