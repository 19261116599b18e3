import { Turns } from '../deliver-replies/turns.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { EndpointName, PaceBoard, PaceView } from '../ports/pace-board.ts';
import type { PaceTally } from '../ports/pace-tally.ts';
import type { Timers } from '../ports/timers.ts';

/** A pause holds everywhere within a second: so often each replica looks. */
const LOOK_EVERY_MS = 500;

export interface WatchWorld {
  readonly board: PaceBoard;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly incidents: Incidents;
  readonly tally: PaceTally;
}

/** What holds for all replicas: whether sending is paused, and which endpoints are left alone. */
export class WatchPace {
  private readonly looks: Turns;
  private readonly listeners: (() => void)[] = [];
  /** Called at each look, whatever it saw. */
  onLook: () => void = () => undefined;
  private view: PaceView | undefined;
  private seenAtMs = 0;
  private aloneSinceMs = Infinity;

  constructor(private readonly world: WatchWorld) {
    this.looks = new Turns(world, 0, () => this.look());
  }

  /** Answers once it has looked for the first time, whether the store answered or not. */
  start(): Promise<void> {
    return this.look();
  }

  async stop(): Promise<void> {
    await this.looks.stop();
  }

  /** Called when sending was paused or resumed, or an endpoint closed. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** True until the first look, too: a process that comes up does not know yet. */
  get isPaused(): boolean {
    return this.view === undefined || this.view.pause !== undefined;
  }

  /** Milliseconds until an endpoint may be called again, as far as others said. */
  closedForMs(endpoint: EndpointName): number {
    const forMs = this.view?.closedForMs.get(endpoint) ?? 0;
    return Math.max(this.seenAtMs + forMs - this.world.clock.monotonicMs(), 0);
  }

  /** For how long nobody else has been sending, milliseconds. */
  get aloneForMs(): number {
    return Math.max(this.world.clock.monotonicMs() - this.aloneSinceMs, 0);
  }

  /** Tells all replicas to leave an endpoint alone. */
  close(endpoint: EndpointName, forMs: number): void {
    this.world.board.close(endpoint, forMs).catch((failure: unknown) => {
      this.world.incidents.failed('tell the other replicas of a limit', failure);
    });
  }

  private async look(): Promise<void> {
    const { board, clock, incidents, tally } = this.world;
    try {
      const before = this.view;
      const view = await board.look();
      this.view = view;
      this.seenAtMs = clock.monotonicMs();
      if (view.workers > 1) this.aloneSinceMs = Infinity;
      else this.aloneSinceMs = Math.min(this.aloneSinceMs, this.seenAtMs);
      tally.paused(view.pause !== undefined);
      if (changed(before, view)) for (const listener of this.listeners) listener();
    } catch (failure) {
      // What was last seen goes on to hold; nothing can be marked without the store anyway.
      incidents.failed('look whether sending is paused', failure);
    }
    this.onLook();
    this.looks.request(LOOK_EVERY_MS);
  }
}

function changed(before: PaceView | undefined, now: PaceView): boolean {
  if (before === undefined) return true;
  const wasPaused = before.pause !== undefined;
  return (
    wasPaused !== (now.pause !== undefined) || now.closedForMs.size !== before.closedForMs.size
  );
}
