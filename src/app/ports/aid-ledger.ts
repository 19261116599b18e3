import type { Aid } from '#core/ai/aid.ts';

/** One question that an agent had asked of a model, for the log; no words of anybody's. */
export interface AidEntry {
  readonly conversationId: string;
  /** How far the conversation had come. */
  readonly seq: number;
  readonly purpose: Aid;
  /** Id of the agent. */
  readonly askedBy: string;
  readonly model: string;
  /** SHA-256 of what was asked, in hex. */
  readonly promptHash: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
  /** `answered`, or why it is no answer. */
  readonly outcome: string;
  readonly sources: readonly string[];
  /** In millionths of the operator's currency. */
  readonly costMillionths: number;
}

/** What agents had asked of models; it stands beside what steps ask, and counts towards the same day. */
export abstract class AidLedger {
  /** Tokens that an agent has used in the last 24 hours. */
  abstract spentBy(agent: string): Promise<number>;

  abstract writeAid(entry: AidEntry): Promise<void>;
}
