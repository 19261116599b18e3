import { type FeedbackFigure, FeedbackTally } from '#app/ports/feedback-tally.ts';

/** Counts in a map. */
export class CountedFeedback extends FeedbackTally {
  readonly counts = new Map<FeedbackFigure, number>();

  override countFeedback(figure: FeedbackFigure, by: number): void {
    this.counts.set(figure, (this.counts.get(figure) ?? 0) + by);
  }
}
