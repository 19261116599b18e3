import { AppError } from '#core/app-error.ts';

/** More batches wait than are worth the memory. */
class TooManyBatches extends AppError {
  override readonly code = 'currents.too-many-batches';
  override readonly kind = 'unavailable';

  constructor() {
    super('More feedback comes than can be applied: Currents sends it again later');
  }
}

/** Lets so many pieces of work through at once, and has so many wait their turn. */
export class Turnstile {
  private inside = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waiting: number,
  ) {}

  /** @throws TooManyBatches where the queue is full, and whatever `work` throws */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      // Whoever is next takes the place over.
      if (next === undefined) this.inside -= 1;
      else next();
    }
  }

  private enter(): Promise<void> | undefined {
    if (this.inside < this.atOnce) {
      this.inside += 1;
      return undefined;
    }
    if (this.queue.length >= this.waiting) throw new TooManyBatches();
    return new Promise((resolve) => {
      this.queue.push(resolve);
    });
  }
}
