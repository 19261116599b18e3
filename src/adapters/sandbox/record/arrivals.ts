/** One reply that reached the sandbox. */
export interface Arrival {
  /** Counts from 1 over all replies since the start or reset. */
  readonly number: number;
  readonly recipient: string;
  /** Milliseconds since the epoch, with their fraction; real time, whatever the clock was moved to. */
  readonly atMs: number;
}

/**
 * When which recipient's reply arrived, for measurements: two flat arrays, so that a million cost
 * some 16 MB. Beyond its capacity the oldest are forgotten.
 */
export class Arrivals {
  private readonly recipients: string[] = [];
  private readonly times: Float64Array;
  private total = 0;

  constructor(private readonly capacity: number) {
    this.times = new Float64Array(capacity);
  }

  add(recipient: string, atMs: number): void {
    if (this.capacity === 0) return;

    const slot = this.total % this.capacity;
    this.recipients[slot] = recipient;
    this.times[slot] = atMs;
    this.total += 1;
  }

  /** At most `limit` arrivals numbered above `after`, in order. */
  list(after: number, limit: number): readonly Arrival[] {
    const first = Math.max(after, this.total - this.capacity);
    const last = Math.min(this.total, first + limit);
    const arrivals: Arrival[] = [];
    for (let i = first; i < last; i += 1) arrivals.push(this.at(i));
    return arrivals;
  }

  clear(): void {
    this.recipients.length = 0;
    this.total = 0;
  }

  private at(index: number): Arrival {
    const slot = index % this.capacity;
    const recipient = this.recipients[slot] ?? '';
    return { number: index + 1, recipient, atMs: this.times[slot] ?? 0 };
  }
}
