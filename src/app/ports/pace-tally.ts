import type { Budget } from '#core/delivery/budget.ts';
import type { GateState } from '#core/delivery/gate.ts';

import type { EndpointName } from './pace-board.ts';

/** Figures of what holds sending back; kept in memory, read by metrics. */
export abstract class PaceTally {
  abstract paused(isPaused: boolean): void;

  /** What is left of a budget in its window, for all replicas together. */
  abstract left(budget: Budget['name'], left: number): void;

  abstract endpoint(name: EndpointName, state: GateState): void;
}
