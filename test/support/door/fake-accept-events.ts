import type { Arrival, Receipt } from '#app/accept-events/arrival.ts';
import type { Accepting } from '#app/accept-webhook/patient-door.ts';

/** Accepts everything at once, each duplicate key once, and remembers what it was given. */
export class FakeAcceptEvents implements Accepting {
  readonly arrivals: Arrival[] = [];
  readonly patienceMs: (number | undefined)[] = [];
  /** What the next calls fail with, in order. */
  readonly failures: Error[] = [];
  private readonly seen = new Map<string, Receipt>();

  accept(arrival: Arrival, options: { readonly patienceMs?: number } = {}): Promise<Receipt> {
    this.patienceMs.push(options.patienceMs);
    const failure = this.failures.shift();
    return failure === undefined
      ? Promise.resolve(this.receiptFor(arrival))
      : Promise.reject(failure);
  }

  private receiptFor(arrival: Arrival): Receipt {
    const first = this.seen.get(arrival.dedupeKey ?? arrival.arrivalId);
    if (first !== undefined) return { ...first, status: 'duplicate' };

    this.arrivals.push(arrival);
    const seq = this.arrivals.length;
    const receipt: Receipt = { status: 'accepted', conversationId: CONVERSATION, seq };
    this.seen.set(arrival.dedupeKey ?? arrival.arrivalId, receipt);
    return receipt;
  }
}

export const CONVERSATION = '0190a1b2-0000-7000-8000-000000000001';
