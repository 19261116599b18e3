/** The last `capacity` values, the oldest first; adding beyond it forgets the oldest. */
export class RingBuffer<T> implements Iterable<T> {
  private readonly values: T[] = [];
  private start = 0;

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.values.length;
  }

  add(value: T): void {
    if (this.values.length < this.capacity) {
      this.values.push(value);
      return;
    }
    this.values[this.start] = value;
    this.start = (this.start + 1) % this.capacity;
  }

  clear(): void {
    this.values.length = 0;
    this.start = 0;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.values.length; i += 1) {
      yield this.values[(this.start + i) % this.values.length] as T;
    }
  }

  toArray(): T[] {
    return [...this];
  }
}
