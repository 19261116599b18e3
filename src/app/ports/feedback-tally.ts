import type { NewsKind } from '#core/feedback/currents-event.ts';

/** What is counted of Currents. */
export type FeedbackFigure =
  | NewsKind
  /** About no reply of ours, or none that is known yet. */
  | 'unmatched'
  /** Replies of which nobody had known what became of them. */
  | 'settled'
  /** Replies that nobody told of in time. */
  | 'unverified'
  | 'merged'
  | 'erased'
  | 'forwarding-lost'
  /** Of types that Parley does not know. */
  | 'unknown'
  /** Bodies that were no batch. */
  | 'unreadable';

/** Figures of what Currents tells; kept in memory, read by metrics. */
export abstract class FeedbackTally {
  abstract countFeedback(figure: FeedbackFigure, by: number): void;
}
