/** How a call ended, or that it is tried again. */
export type CallFigure = 'answered' | 'failed' | 'retried' | 'late' | 'expired' | 'taken-over';

/** Figures of calls to other systems; kept in memory, read by metrics. */
export abstract class CallTally {
  abstract countCall(target: string, figure: CallFigure, by?: number): void;

  /** How long one attempt took, in milliseconds. */
  abstract tookCall(target: string, ms: number): void;
}
