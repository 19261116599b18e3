import type { Clock } from '#app/ports/clock.ts';
import type { QueueBoard } from '#app/ports/queue-board.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';
import { overridden, type QueueSettings } from '#core/handoff/queue-settings.ts';

/** What leads change counts within this. */
const STALE_MS = 1_000;

/** The queues as they work now: the live release's, with what leads changed of them. */
export class QueuesNow {
  private readAtMs = -Infinity;
  private known: ReadonlyMap<string, QueueSettings> = new Map();

  constructor(
    private readonly releases: Pick<ReleaseLibrary, 'live'>,
    private readonly board: QueueBoard,
    private readonly clock: Clock,
  ) {}

  /** By name; none before anything is published. */
  async execute(): Promise<ReadonlyMap<string, QueueSettings>> {
    const nowMs = this.clock.monotonicMs();
    if (nowMs - this.readAtMs < STALE_MS) return this.known;

    const overrides = new Map(
      (await this.board.overrides()).map(({ queue, settings }) => [queue, settings]),
    );
    const own = this.releases.live()?.release.bot.desk.queues ?? new Map<string, QueueSettings>();
    this.known = new Map(
      [...own].map(([name, queue]) => [name, overridden(queue, overrides.get(name) ?? {})]),
    );
    this.readAtMs = nowMs;
    return this.known;
  }

  /** Asked again at once, by whoever has changed something. */
  forget(): void {
    this.readAtMs = -Infinity;
  }
}
