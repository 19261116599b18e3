import type { EndpointName } from '#app/ports/pace-board.ts';
import { PaceTally } from '#app/ports/pace-tally.ts';
import type { GateState } from '#core/delivery/gate.ts';

import type { Metrics } from './metrics.ts';

const CLOSED: readonly GateState[] = ['halted', 'throttled', 'failing'];

/** Shows Prometheus what holds sending back. */
export class ShowingPaceTally extends PaceTally {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override paused(isPaused: boolean): void {
    this.metrics.paused.set(isPaused ? 1 : 0);
  }

  override left(budget: string, left: number): void {
    this.metrics.budgetLeft.set({ budget }, left);
  }

  override endpoint(name: EndpointName, state: GateState): void {
    for (const because of CLOSED) {
      this.metrics.endpointClosed.set({ endpoint: name, because }, because === state ? 1 : 0);
    }
  }
}
