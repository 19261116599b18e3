import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import type { Arrival } from '#app/accept-events/arrival.ts';
import type { DueTimer, DueTimers } from '#app/ports/due-timers.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Incidents } from '#app/ports/incidents.ts';

/** A timer fires within this of its time, and never early (I6). */
const POLL_MS = 250;
/** After an outage many are due at once: they come in steps, behind what customers write. */
const AT_ONCE = 500;

/** Brings deadlines that have passed through the one door, as events. */
export class FireTimers {
  private isRunning = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly timers: DueTimers,
    private readonly acceptEvents: AcceptEvents,
    private readonly ids: Ids,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.isRunning = true;
    void this.round();
  }

  stop(): void {
    this.isRunning = false;
    clearTimeout(this.timer);
  }

  /** Fires what is due now; answers how many that were. */
  async execute(): Promise<number> {
    const due = await this.timers.due(AT_ONCE);
    const accepted = due.map((timer) => this.acceptEvents.execute([this.arrivalOf(timer)]));
    for (const outcome of await Promise.allSettled(accepted)) {
      if (outcome.status === 'rejected') this.incidents.failed('fire a timer', outcome.reason);
    }
    return due.length;
  }

  private async round(): Promise<void> {
    const fired = await this.execute().catch((failure: unknown) => {
      this.incidents.failed('look for due timers', failure);
      return 0;
    });
    if (!this.isRunning) return;
    this.timer = setTimeout(() => void this.round(), fired === AT_ONCE ? 0 : POLL_MS);
  }

  private arrivalOf({ conversationId, id, gen }: DueTimer): Arrival {
    return {
      arrivalId: this.ids.next(),
      to: { conversationId },
      event: { kind: 'timer', timer: id, gen },
      flags: [],
    };
  }
}
