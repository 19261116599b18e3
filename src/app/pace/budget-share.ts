import { type Budget, lastPriorityAt, sliceOf } from '#core/delivery/budget.ts';
import { PRIORITIES, PRIORITY, type Priority } from '#core/delivery/priority.ts';
import type { RemainingCalls } from '#core/delivery/wire-answer.ts';

import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { PaceTally } from '../ports/pace-tally.ts';
import type { SharedBudgets } from '../ports/shared-budgets.ts';
import { BudgetSpent } from './pace-errors.ts';

/** Replicas come back spread over so much of a window's begin, and not all in its first moment. */
const JITTER = 0.01;
const MAX_JITTER_MS = 2000;
/** How soon the store is asked again after it failed. */
const STORE_RETRY_MS = 250;
/** What was not touched for so long others may need more. */
const IDLE_MS = 30_000;

export interface ShareWorld {
  readonly budgets: SharedBudgets;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly incidents: Incidents;
  readonly tally: PaceTally;
}

/**
 * What this replica holds of a budget.
 *
 * It takes a slice at a time, so that no statement is made for each call; a slice ends with its
 * window. Asking goes on in the background: until it is answered, what is held is what there is.
 */
export class BudgetShare {
  /** Called when there is more, or when there will be none for a while. */
  onChange: () => void = () => undefined;

  private held = 0;
  private left: number;
  private windowStartMs = 0;
  /** On this process' clock, like every other moment here. */
  private endsAtMs = Number.NEGATIVE_INFINITY;
  private spentUntilMs = Number.NEGATIVE_INFINITY;
  private heard: { readonly remaining: number; readonly untilMs: number } | undefined;
  private asking: Promise<void> | undefined;
  private touchedAtMs = 0;

  constructor(
    private readonly budget: Budget,
    private readonly world: ShareWorld,
  ) {
    this.left = budget.limit;
  }

  /** How much may be used right now. */
  get available(): number {
    return this.isRunning ? Math.max(this.held, 0) : 0;
  }

  /** Milliseconds until there can be any again; 0 where there is some, or where nobody has asked. */
  get closedForMs(): number {
    if (this.available > 0) return 0;
    return Math.max(this.spentUntilMs - this.world.clock.monotonicMs(), 0);
  }

  /** Whether there is none, and neither time nor the store will bring any before somebody asks. */
  get isToBeAsked(): boolean {
    return this.available === 0 && this.closedForMs === 0 && this.asking === undefined;
  }

  /** Milliseconds until the window ends and all priorities may leave again. */
  get endsInMs(): number {
    return Math.max(this.endsAtMs - this.world.clock.monotonicMs(), 0);
  }

  /** Who may still leave in this window: what is left at its end is kept for those who come first. */
  get lastPriority(): Priority {
    if (!this.isRunning) return PRIORITIES.at(-1) ?? PRIORITY.proactive;
    return lastPriorityAt(this.left + Math.max(this.held, 0), this.budget);
  }

  spend(count: number): void {
    this.held -= count;
  }

  /** Says that so much is wanted now; asks for more where less is held. */
  need(count: number): void {
    const nowMs = this.world.clock.monotonicMs();
    if (count > 0) this.touchedAtMs = nowMs;
    if (this.asking !== undefined || this.available >= count || nowMs < this.spentUntilMs) return;
    this.asking = this.ask(count).finally(() => {
      this.asking = undefined;
      this.onChange();
    });
  }

  /** Learns from an answer of Braze what all who use the workspace have left in this window. */
  hear({ remaining, resetInMs }: RemainingCalls): void {
    if (resetInMs > this.budget.windowMs) return;
    const nowMs = this.world.clock.monotonicMs();
    // Answers overtake each other, and within a window there is never more than there was.
    const least = Math.min(remaining, this.freshlyHeard(nowMs) ?? Infinity);
    this.heard = { remaining: least, untilMs: nowMs + resetInMs };
  }

  /** Returns what is held and has not been needed for a while; asked for now and then. */
  async giveBackIdle(): Promise<void> {
    if (this.world.clock.monotonicMs() - this.touchedAtMs > IDLE_MS) await this.giveBack();
  }

  /** Returns what is held, at the end of this process. */
  async giveBack(): Promise<void> {
    await this.asking;
    const count = this.available;
    this.held = 0;
    if (count === 0) return;
    await this.world.budgets.giveBack(this.budget, count, this.windowStartMs);
  }

  private get isRunning(): boolean {
    return this.world.clock.monotonicMs() < this.endsAtMs;
  }

  private freshlyHeard(nowMs: number): number | undefined {
    return this.heard !== undefined && nowMs < this.heard.untilMs
      ? this.heard.remaining
      : undefined;
  }

  private async ask(count: number): Promise<void> {
    const { budgets, clock, chance, incidents, tally } = this.world;
    const held = this.available;
    const heard = this.freshlyHeard(clock.monotonicMs());
    const remaining = heard === undefined ? undefined : Math.max(heard - held, 0);
    try {
      const want = Math.max(sliceOf(this.budget, count) - held, 1);
      const slice = await budgets.take(this.budget, { want, remaining });
      const nowMs = clock.monotonicMs();
      this.held = slice.granted + (slice.windowStartMs === this.windowStartMs ? this.held : 0);
      this.windowStartMs = slice.windowStartMs;
      this.endsAtMs = nowMs + slice.endsInMs;
      this.left = slice.left;
      tally.left(this.budget.name, slice.left);
      if (slice.granted > 0) return;
      const jitterMs = Math.min(this.budget.windowMs * JITTER, MAX_JITTER_MS) * chance.fraction();
      this.spentUntilMs = this.endsAtMs + jitterMs;
      this.tellSpent(slice.endsInMs);
    } catch (failure) {
      this.spentUntilMs = clock.monotonicMs() + STORE_RETRY_MS;
      incidents.failed(`take a share of the budget ${this.budget.name}`, failure);
    }
  }

  /** A number at its rate is every day's business; the others somebody should hear of. */
  private tellSpent(endsInMs: number): void {
    if (this.budget.name === 'number') return;
    this.world.incidents.failed('send', new BudgetSpent(this.budget, endsInMs));
  }
}
