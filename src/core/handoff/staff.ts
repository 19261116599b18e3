import type { QueueSettings } from './queue-settings.ts';

/** An agent, as far as it counts how much more they could take. */
export interface Staff {
  readonly queues: readonly string[];
  /** Conversations at a time; without it their queues say how many. */
  readonly capacity: number | undefined;
  readonly isThere: boolean;
  /** What they have, and are asked about. */
  readonly load: number;
}

type Queues = ReadonlyMap<string, Pick<QueueSettings, 'capacity'>>;

/** Whether somebody works for a queue. */
function worksFor({ queues }: Pick<Staff, 'queues'>, queue: string): boolean {
  return queues.includes(queue) || queues.includes('*');
}

/** How many conversations somebody may have: their own number, or the most that a queue of theirs gives. */
export function placesOf(agent: Pick<Staff, 'queues' | 'capacity'>, queues: Queues): number {
  if (agent.capacity !== undefined) return agent.capacity;
  const theirs = [...queues].filter(([name]) => worksFor(agent, name));
  return Math.max(0, ...theirs.map(([, { capacity }]) => capacity));
}

/** Who is there for a queue, and how many more conversations of it they could take together. */
export function staffOf(
  queue: string,
  agents: readonly Staff[],
  queues: Queues,
): { readonly agents: number; readonly free: number } {
  const there = agents.filter((agent) => agent.isThere && worksFor(agent, queue));
  const capacity = queues.get(queue)?.capacity ?? 0;
  const free = there.reduce(
    (sum, agent) => sum + Math.max(0, (agent.capacity ?? capacity) - agent.load),
    0,
  );
  return { agents: there.length, free };
}
