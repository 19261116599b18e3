import { type DeliveryFigure, DeliveryTally } from '#app/ports/delivery-tally.ts';

/** Counts in a map. */
export class CountedTally extends DeliveryTally {
  private readonly counts = new Map<string, number>();
  oldestMs = 0;

  override count(channel: 'reply' | 'write-back', figure: DeliveryFigure, by: number): void {
    const name = `${channel} ${figure}`;
    this.counts.set(name, this.of(channel, figure) + by);
  }

  override oldestDue(_channel: 'reply' | 'write-back', ageMs: number): void {
    this.oldestMs = ageMs;
  }

  of(channel: 'reply' | 'write-back', figure: DeliveryFigure): number {
    return this.counts.get(`${channel} ${figure}`) ?? 0;
  }
}
