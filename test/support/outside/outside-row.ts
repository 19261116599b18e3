import type { StagedAnswer } from '../calls/serve-json.ts';

/** Who may be asked; connectors by what they declare of themselves. */
export const OUTSIDERS = ['model', 'rasa', 'webhook', 'safe', 'once'] as const;
export type Outsider = (typeof OUTSIDERS)[number];

/**
 * What the customer saw, and how often the other was asked by then: `answer ×1`, `failed ×2`,
 * `refused ×1`, `timed out ×1`.
 */
export type OutsideEnd = string;

/** One way in which asking another can go wrong. */
export interface OutsideRow {
  readonly moment: 'before' | 'on the wire' | 'status' | 'answer';
  readonly what: string;
  /** Where it is asked instead. */
  readonly instead?: 'nobody' | 'no such name' | 'no TLS';
  /**
   * What is answered, by how often it was asked; `good` is what this one answers where all is well.
   * Nothing for those that cannot be in this trouble.
   */
  readonly staged?: (
    good: StagedAnswer,
    nth: number,
    outsider: Outsider,
  ) => StagedAnswer | undefined;
  /** Nobody waits so long. */
  readonly isSlow?: true;
  /** `undefined` where it cannot be. */
  readonly ends: Readonly<Record<Outsider, OutsideEnd | undefined>>;
}
