import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import type { Arrival } from '#app/accept-events/arrival.ts';
import { lineOf, type LookAtPlace, type Place } from '#app/handoff/look-at-place.ts';
import type { DueTimer, DueTimers } from '#app/ports/due-timers.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { CLOCKS } from '#core/flow/compile/desk/timers.ts';

/** A timer fires within this of its time, and never early (I6). */
const POLL_MS = 250;
/** After an outage many are due at once: they come in steps, behind what customers write. */
const AT_ONCE = 500;

const NOWHERE: ReadonlyMap<string, Place> = new Map();

/** Brings deadlines that have passed through the one door, as events. */
export class FireTimers {
  private isRunning = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly timers: DueTimers,
    private readonly acceptEvents: AcceptEvents,
    private readonly places: Pick<LookAtPlace, 'many'>,
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
    const places = await this.placesOf(due);
    const accepted = due.map((timer) => {
      const place = places.get(timer.conversationId);
      return this.acceptEvents.execute([this.arrivalOf(timer, place)]);
    });
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

  /** Looked up for the clocks that say it, and for no others; what cannot be is not said. */
  private async placesOf(due: readonly DueTimer[]): Promise<ReadonlyMap<string, Place>> {
    const ids = due.filter(({ id }) => id === CLOCKS.telling).map((each) => each.conversationId);
    if (ids.length === 0) return NOWHERE;
    return this.places.many(ids).catch((failure: unknown) => {
      this.incidents.failed('look up places in line', failure);
      return NOWHERE;
    });
  }

  private arrivalOf({ conversationId, id, gen }: DueTimer, place: Place | undefined): Arrival {
    const isTold = place !== undefined && id === CLOCKS.telling;
    return {
      arrivalId: this.ids.next(),
      to: { conversationId },
      event: { kind: 'timer', timer: id, gen, ...(isTold && { line: lineOf(place) }) },
      flags: [],
    };
  }
}
