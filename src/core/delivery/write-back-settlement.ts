import { isRepeatable, repeatableOf } from './joined-attributes.ts';
import type { Outcome } from './outcome.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { TrackRow } from './track-plan.ts';

/** What is written down about an attempt to write to a profile. */
export interface WriteBackSettlement {
  readonly state: 'sent' | 'failed' | 'ambiguous' | 'pending';
  readonly reason: string | undefined;
  /** Milliseconds until it may be tried again; 0 where it will not be. */
  readonly delayMs: number;
  /** Whether Braze may have taken what must not be sent twice: only values are sent again. */
  readonly eventUnknown: boolean;
}

export interface AttemptedWriteBack extends Pick<TrackRow, 'attributes' | 'event'> {
  /** Attempts so far, this one included. */
  readonly attempt: number;
  /** Whether its event and increments were left out of this attempt: they may have been taken. */
  readonly eventUnknown: boolean;
}

/** About a day of tries: the profile has moved on by then. */
const MAX_ATTEMPTS = 1500;
const HALTED_DELAY_MS = 30_000;

/**
 * What becomes of a write-back after its call.
 *
 * Attributes that set a value are sent until they are taken. An event, an increment, and what is
 * added to a list are not sent again after an unknown outcome: Braze would count them twice.
 */
export function writeBackSettlementOf(
  row: AttemptedWriteBack,
  outcome: Outcome,
): WriteBackSettlement {
  const { eventUnknown } = row;
  switch (outcome.kind) {
    case 'accepted': {
      const [flag] = outcome.faults;
      const reason = flag === undefined ? undefined : `accepted with errors: ${flag.reason}`;
      return { state: eventUnknown ? 'ambiguous' : 'sent', reason, delayMs: 0, eventUnknown };
    }
    case 'refused':
      return { state: 'failed', reason: outcome.reason, delayMs: 0, eventUnknown };
    case 'halted':
      return again(row, outcome.reason, HALTED_DELAY_MS);
    case 'throttled':
      return again(row, outcome.reason, outcome.resumeInMs ?? retryDelayMs(row.attempt));
    case 'not-sent':
      return again(row, outcome.reason, retryDelayMs(row.attempt));
    case 'ambiguous':
      return afterAmbiguity(row, outcome.reason);
  }
}

function afterAmbiguity(row: AttemptedWriteBack, reason: string): WriteBackSettlement {
  const { attributes = {} } = row;
  const eventUnknown = row.eventUnknown || row.event !== undefined || !isRepeatable(attributes);
  if (repeatableOf(attributes) === undefined) {
    return { state: 'ambiguous', reason, delayMs: 0, eventUnknown };
  }
  return again({ ...row, eventUnknown }, reason, retryDelayMs(row.attempt));
}

function again(
  { attempt, eventUnknown }: AttemptedWriteBack,
  reason: string,
  delayMs: number,
): WriteBackSettlement {
  const isOver = attempt >= MAX_ATTEMPTS;
  return {
    state: isOver ? 'failed' : 'pending',
    reason,
    delayMs: isOver ? 0 : delayMs,
    eventUnknown,
  };
}
