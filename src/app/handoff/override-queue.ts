import type { QueueBoard } from '#app/ports/queue-board.ts';
import { EVERYTHING, type Scope, seesQueue } from '#core/access/scope.ts';
import type { QueueOverride } from '#core/handoff/queue-settings.ts';

import { UnknownQueue } from './handoff-errors.ts';
import type { QueuesNow } from './queues-now.ts';

/** Changes a queue while Parley runs, on all replicas within a second; audited. */
export class OverrideQueue {
  constructor(
    private readonly board: QueueBoard,
    private readonly queues: QueuesNow,
  ) {}

  /**
   * @param settings what takes the place of all that was set before; `undefined` takes it back
   * @param scope the queues that are theirs to change
   * @throws UnknownQueue
   */
  async execute(
    queue: string,
    settings: QueueOverride | undefined,
    by: string,
    scope: Scope = EVERYTHING,
  ): Promise<void> {
    const known = [...(await this.queues.execute()).keys()].filter((one) => seesQueue(scope, one));
    if (!known.includes(queue)) throw new UnknownQueue(queue, known);

    if (settings === undefined) await this.board.clear(queue, by);
    else await this.board.override(queue, settings, by);
    this.queues.forget();
  }
}
