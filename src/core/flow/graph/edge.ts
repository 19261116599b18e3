import type { Path } from '../read/source.ts';

/** Where an edge leads. */
export type EdgeEnd =
  | { readonly kind: 'step'; readonly flow: string; readonly step: string }
  /** Back to the question that is open. */
  | { readonly kind: 'stay' }
  | { readonly kind: 'end' }
  | { readonly kind: 'person'; readonly queue: string };

/** What has to come about for an edge to be taken. */
export type EdgeKind =
  | ('next' | 'answer' | 'option' | 'when' | 'else' | 'attempt' | 'silence')
  | ('time' | 'failed' | 'refused' | 'timed-out' | 'undelivered' | 'calls' | 'returned');

/** One way on from a step, as its flow's file says it. */
export interface Edge {
  /** Tells it apart in its release, and stays the same while names do: `returns.why option damaged`. */
  readonly id: string;
  /** `<flow>.<step>`. */
  readonly from: string;
  readonly kind: EdgeKind;
  /** For people: an option's title, a condition, how long. */
  readonly label: string;
  readonly to: EdgeEnd;
  /** Where it is written, below its file. */
  readonly path: Path;
}

/** Whether a step's edges are choices of which tests should try each. */
export function isBranch({ kind }: Edge): boolean {
  return kind !== 'next' && kind !== 'calls' && kind !== 'returned' && !isTimer({ kind });
}

/** Whether it takes time for the edge to be taken. */
export function isTimer({ kind }: Pick<Edge, 'kind'>): boolean {
  return kind === 'silence' || kind === 'time' || kind === 'timed-out';
}
