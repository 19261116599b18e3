import { ConversationHeld, Overloaded } from '#app/accept-events/accept-errors.ts';
import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import type { Arrival, Receipt } from '#app/accept-events/arrival.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { ShedBudget } from '#core/ingress/shed-budget.ts';

const PATIENCE_MS = 10_000;
/** Braze hangs up after 90 s; by then it has its answer. */
const LONG_PATIENCE_MS = 60_000;
/** The queue is full: a little later there is room, or not. */
const PAUSE_MS = 250;

/** The one part of AcceptEvents that a webhook needs. */
export type Accepting = Pick<AcceptEvents, 'accept'>;

/**
 * Hands arrivals to the one door and refuses no more of them for overload than Braze bears: with
 * the budget used up, a request goes on waiting instead (DESIGN, section 5, rule 14).
 */
export class PatientDoor {
  constructor(
    private readonly acceptEvents: Accepting,
    private readonly budget: ShedBudget,
    private readonly clock: Clock,
  ) {}

  /** @throws what AcceptEvents throws; for overload only within the budget, or after a minute */
  async accept(arrival: Arrival): Promise<Receipt> {
    const startedAtMs = this.clock.monotonicMs();
    for (let patienceMs = PATIENCE_MS; ;) {
      try {
        return await this.acceptEvents.accept(arrival, { patienceMs });
      } catch (failure) {
        const nowMs = this.clock.monotonicMs();
        patienceMs = startedAtMs + LONG_PATIENCE_MS - nowMs - PAUSE_MS;
        if (!isOverload(failure) || patienceMs <= 0 || this.budget.take(nowMs)) throw failure;
        await new Promise((resume) => setTimeout(resume, PAUSE_MS));
      }
    }
  }
}

/** Postgres answers, there is only too much to do. */
function isOverload(failure: unknown): boolean {
  return failure instanceof Overloaded || failure instanceof ConversationHeld;
}
