import type { CallOutcome } from '#core/calls/call-outcome.ts';
import type { CallPolicy } from '#core/conversation/effect.ts';

import type { ClaimedCall } from './call-outbox.ts';

/** What an operator allows of a target. */
export interface TargetRules {
  readonly name: string;
  /** Most attempts of one call. */
  readonly attempts: number;
  /** Calls at a time, of this replica. */
  readonly concurrency: number;
  /** Calls a second, of this replica. */
  readonly perSecond: number | undefined;
  /** Milliseconds of one attempt. */
  readonly timeoutMs: number;
  /** The operator's word; without it, the flow's. */
  readonly policy: CallPolicy | undefined;
  /** Fields of an answer that are kept nowhere. */
  readonly redact?: readonly string[] | undefined;
  /** Why no model may ask it; without it, one may. */
  readonly notForModels?: string | undefined;
}

/** The systems that operators have named. */
export abstract class CallTargets {
  /** What may be asked, by its name. */
  abstract rules(): ReadonlyMap<string, TargetRules>;

  /**
   * Asks once. Answers for every failure; throws nothing.
   *
   * @param signal ends the attempt: what was under way then is `ambiguous`
   */
  abstract ask(call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome>;
}
