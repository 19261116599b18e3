import { type Allowance, allowance, type Gate, gateAfter, OPEN_GATE } from '#core/delivery/gate.ts';
import type { Outcome } from '#core/delivery/outcome.ts';

import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';
import { EndpointHalted } from './delivery-errors.ts';

/** One endpoint of Braze as this process knows it: its gate, and how many calls are under way. */
export class Endpoint {
  private gate: Gate = OPEN_GATE;
  private inFlight = 0;

  constructor(
    private readonly name: string,
    private readonly limits: Allowance,
    private readonly world: {
      readonly clock: Clock;
      readonly chance: Chance;
      readonly incidents: Incidents;
    },
  ) {}

  /** What may be called now. */
  allowed(): Allowance {
    return allowance(this.gate, this.world.clock.monotonicMs(), this.limits, this.inFlight);
  }

  /** Milliseconds until calls may start again; 0 where they may. */
  get closedForMs(): number {
    return Math.max(this.gate.closedUntilMs - this.world.clock.monotonicMs(), 0);
  }

  get callsInFlight(): number {
    return this.inFlight;
  }

  /** Counts a piece of work, which may be several calls one after another, as one that is under way. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    try {
      return await work();
    } finally {
      this.inFlight -= 1;
    }
  }

  /** Learns from a call; whoever runs Parley hears of what only they can mend. */
  learn(outcome: Outcome): void {
    const { clock, chance, incidents } = this.world;
    this.gate = gateAfter(this.gate, outcome, clock.monotonicMs(), chance.fraction());
    if (outcome.kind === 'halted') {
      incidents.failed(this.name, new EndpointHalted(this.name, outcome.reason));
    }
  }
}
