import type { DatabaseTime } from '#app/ports/database-time.ts';
import type { DeskLists } from '#app/ports/desk-lists.ts';
import { type Scope, seesQueue } from '#core/access/scope.ts';

import type { QueuesNow } from './queues-now.ts';

/** A queue as somebody who works there sees it. */
export interface QueueNow {
  readonly name: string;
  readonly title: string;
  readonly isOpen: boolean;
  readonly offer: 'push' | 'pull';
  readonly waiting: number;
  readonly held: number;
  readonly unread: number;
  readonly oldestMs: number | undefined;
}

/** The queues that somebody may see, as they are now, the bot's order kept. */
export class LookAtQueues {
  constructor(
    private readonly queues: QueuesNow,
    private readonly lists: DeskLists,
    private readonly time: DatabaseTime,
  ) {}

  async execute(scope: Scope): Promise<readonly QueueNow[]> {
    const [settings, counts, nowMs] = await Promise.all([
      this.queues.execute(),
      this.lists.counts(),
      this.time.nowMs(),
    ]);
    const counted = new Map(counts.map(({ queue, ...count }) => [queue, count]));
    // Queues that no release knows any more are shown while somebody waits there.
    const names = [...new Set([...settings.keys(), ...counted.keys()])];
    return names
      .filter((name) => seesQueue(scope, name))
      .map((name) => {
        const { title = name, offer = 'pull', isOpen } = settings.get(name) ?? {};
        const count = counted.get(name) ?? NOBODY;
        return { name, title, offer, isOpen: isOpen?.(nowMs) ?? false, ...count };
      });
  }
}

const NOBODY = { waiting: 0, held: 0, unread: 0, oldestMs: undefined };
