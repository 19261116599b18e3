import type { Allowance } from '#core/delivery/gate.ts';
import type { Priority } from '#core/delivery/priority.ts';

import type { BudgetShare } from '../pace/budget-share.ts';
import type { Endpoint } from './endpoint.ts';

/** A share that was closed a moment ago is asked again this soon. */
const SOON_MS = 1;

/** What may leave now: so many calls, up to this priority. */
export interface Departure extends Allowance {
  readonly lastPriority: Priority;
}

/** What decides how much may leave: the endpoint, and the budgets that are counted in replies. */
export class Departures {
  constructor(
    private readonly endpoint: Endpoint,
    /** The number's rate, the ceiling. */
    private readonly perReply: readonly BudgetShare[],
  ) {}

  /** Whether Braze may be called at all in the next moments. */
  get areOpen(): boolean {
    return this.endpoint.closedForMs === 0;
  }

  get arePaused(): boolean {
    return this.endpoint.isPaused;
  }

  /** @param ready how many replies are ready to leave */
  allowed(ready: number): Departure {
    // As many calls as replies: nobody knows yet who travels together.
    const open = this.endpoint.allowed(ready);
    const { lastPriority } = this.endpoint;
    if (this.perReply.length === 0 || open.calls === 0) return { ...open, lastPriority };

    for (const share of this.perReply) share.need(ready);
    const recipients = Math.min(...this.perReply.map(({ available }) => available));
    return { ...open, recipients, lastPriority };
  }

  /** These left. */
  spend(replies: number): void {
    for (const share of this.perReply) share.spend(replies);
  }

  /**
   * Milliseconds until something that may not leave now may, as far as time alone decides; 0 where
   * something else will tell: a call that ends, a share that is granted.
   */
  get waitMs(): number {
    const spentMs = this.perReply.map(({ closedForMs }) => closedForMs);
    const closedMs = Math.max(this.endpoint.closedForMs, ...spentMs);
    if (closedMs > 0) return closedMs;
    return this.isToBeAsked ? SOON_MS : this.endpoint.windowEndsInMs;
  }

  /**
   * Whether a share was closed when it was looked at and is not any more: its time came in between,
   * and nothing else would tell of it. A call that is under way tells when it ends.
   */
  private get isToBeAsked(): boolean {
    if (this.endpoint.callsInFlight > 0) return false;
    return this.endpoint.isToBeAsked || this.perReply.some((share) => share.isToBeAsked);
  }
}
