import type { ReplyKey } from './leased-reply.ts';

/** A call on the wire whose answer comes by another way. */
export interface AwaitedCall extends ReplyKey {
  readonly step: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Calls to bots that answer later. */
export abstract class AwaitedCalls {
  /** `undefined`: there is no such call of an `ai` step on the wire. */
  abstract find(key: ReplyKey): Promise<AwaitedCall | undefined>;

  /** Writes down what came of it, if it is on the wire still. */
  abstract settle(
    key: ReplyKey,
    state: 'answered' | 'failed' | 'late',
    reason: string | undefined,
  ): Promise<void>;
}
