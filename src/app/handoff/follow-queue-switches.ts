import type { Incidents } from '#app/ports/incidents.ts';
import type { QueueBoard } from '#app/ports/queue-board.ts';
import type { QueueSwitches } from '#core/handoff/queue-switches.ts';

/** What a lead changes counts within this, on every replica. */
const EVERY_MS = 1_000;

/**
 * Which queues leads have opened or closed by hand, in memory: whoever takes events writes it down
 * with each of them, so that a flow's `out_of_hours` goes by it and a replay goes the same way.
 */
export class FollowQueueSwitches {
  private switches: QueueSwitches | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly board: Pick<QueueBoard, 'overrides'>,
    private readonly incidents: Incidents,
  ) {}

  /** `undefined` while none is: then nothing is written down. */
  now(): QueueSwitches | undefined {
    return this.switches;
  }

  /** Looks once before it answers. */
  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** What cannot be looked up stays as it was. */
  async look(): Promise<void> {
    try {
      const set = (await this.board.overrides()).flatMap(({ queue, settings: { closed } }) =>
        closed === undefined ? [] : [[queue, closed ? 'closed' : 'open'] as const],
      );
      this.switches = set.length === 0 ? undefined : Object.fromEntries(set);
    } catch (failure) {
      this.incidents.failed('follow the queues that leads have changed', failure);
    }
  }
}
