import {
  type Allowance,
  allowance,
  closedFor,
  type Gate,
  gateAfter,
  OPEN_GATE,
} from '#core/delivery/gate.ts';
import type { Outcome } from '#core/delivery/outcome.ts';
import { PRIORITIES, PRIORITY, type Priority } from '#core/delivery/priority.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import type { BudgetShare } from '../pace/budget-share.ts';
import type { WatchPace } from '../pace/watch-pace.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { EndpointName } from '../ports/pace-board.ts';
import type { PaceTally } from '../ports/pace-tally.ts';
import { EndpointHalted } from './delivery-errors.ts';

/** While sending is paused, whoever asks is to ask again so late; its end is told. */
const PAUSED_MS = 1000;
/** Shorter limits are over before another replica would have heard of them. */
const WORTH_TELLING_MS = 1000;
/** Where no budget is kept, so much of what Braze says is left is left to others. */
const RESERVE_WITHOUT_BUDGET = 0.1;
const EVERYBODY = PRIORITIES.at(-1) ?? PRIORITY.proactive;

export interface EndpointWorld {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly incidents: Incidents;
  readonly paceTally?: PaceTally;
}

/** What all replicas agree on about an endpoint; without it, this process has it for itself. */
export interface SharedPace {
  readonly watch?: WatchPace;
  /** Of its calls. */
  readonly calls?: BudgetShare | undefined;
}

/**
 * One endpoint of Braze as this process knows it: its gate, how many calls are under way, and what
 * the other replicas leave of it.
 */
export class Endpoint {
  private gate: Gate = OPEN_GATE;
  private inFlight = 0;

  constructor(
    private readonly name: EndpointName,
    private readonly limits: Allowance,
    private readonly world: EndpointWorld,
    private readonly shared: SharedPace = {},
  ) {}

  /**
   * What may be called now.
   *
   * @param want calls that there is something for; where they are not there, they are asked for
   */
  allowed(want = this.limits.calls): Allowance {
    if (this.isPaused) return { ...this.limits, calls: 0 };
    const nowMs = this.world.clock.monotonicMs();
    const open = allowance(this.toldGate, nowMs, this.limits, this.inFlight);
    const { calls } = this.shared;
    if (calls === undefined || open.calls === 0) return open;

    calls.need(Math.min(open.calls, want));
    return { ...open, calls: Math.min(open.calls, calls.available) };
  }

  /** The last priority that may leave with what is left of the calls. */
  get lastPriority(): Priority {
    return this.shared.calls?.lastPriority ?? EVERYBODY;
  }

  /** Milliseconds until a priority that must wait now may leave. */
  get windowEndsInMs(): number {
    return this.shared.calls?.endsInMs ?? 0;
  }

  /** Milliseconds until calls may start again; 0 where they may. */
  get closedForMs(): number {
    if (this.isPaused) return PAUSED_MS;
    const gateMs = this.toldGate.closedUntilMs - this.world.clock.monotonicMs();
    return Math.max(gateMs, this.shared.calls?.closedForMs ?? 0, 0);
  }

  /** Whether its calls are used up and nobody has asked for more. */
  get isToBeAsked(): boolean {
    return this.shared.calls?.isToBeAsked ?? false;
  }

  get isPaused(): boolean {
    return this.shared.watch?.isPaused ?? false;
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

  /** A call begins. */
  call(): void {
    this.shared.calls?.spend(1);
  }

  /** Hears what Braze says of its limits. */
  hear(answer: WireAnswer): void {
    const remaining = answer.kind === 'answered' ? answer.remaining : undefined;
    if (remaining === undefined) return;
    this.shared.calls?.hear(remaining);
    if (this.shared.calls !== undefined || remaining.limit === undefined) return;

    const reserve = Math.floor(remaining.limit * RESERVE_WITHOUT_BUDGET);
    if (remaining.remaining >= reserve) return;
    this.gate = closedFor(this.gate, remaining.resetInMs, this.world.clock.monotonicMs());
  }

  /** Learns from a call; whoever runs Parley hears of what only they can mend. */
  learn(outcome: Outcome): void {
    const { clock, chance, incidents, paceTally } = this.world;
    this.gate = gateAfter(this.gate, outcome, clock.monotonicMs(), chance.fraction());
    paceTally?.endpoint(this.name, this.gate.state);
    if (outcome.kind === 'halted') {
      incidents.failed(this.name, new EndpointHalted(this.name, outcome.reason));
    }
    if (outcome.kind === 'throttled' && (outcome.resumeInMs ?? 0) >= WORTH_TELLING_MS) {
      this.shared.watch?.close(this.name, outcome.resumeInMs ?? 0);
    }
  }

  /** The gate with what another replica was told. */
  private get toldGate(): Gate {
    const forMs = this.shared.watch?.closedForMs(this.name) ?? 0;
    return forMs > 0 ? closedFor(this.gate, forMs, this.world.clock.monotonicMs()) : this.gate;
  }
}
