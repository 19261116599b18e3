import type { Outcome } from './outcome.ts';
import { retryDelayMs } from './retry-delay.ts';

/**
 * What keeps a gate shut, so that whoever looks knows whose turn it is: `halted` waits for a
 * person who mends a setting, `throttled` for Braze's window, `failing` for Braze.
 */
export type GateState = 'open' | 'halted' | 'throttled' | 'failing';

/**
 * Whether an endpoint of Braze takes calls, as this process has found it: a circuit breaker with
 * its own rule for each class of fault. A wrong setting opens it at once, a limit until its window
 * ends, other failures after some in a row; a probe that succeeds closes each of them again.
 */
export interface Gate {
  readonly state: GateState;
  /** No call before this moment of the process' clock, milliseconds. */
  readonly closedUntilMs: number;
  /** Failed calls in a row; at `TRIP` and beyond, a single probe goes first. */
  readonly failures: number;
}

/** How much may be called now. */
export interface Allowance {
  readonly calls: number;
  readonly recipientsPerCall: number;
  /** Over all calls; as many as they hold where it is left out. */
  readonly recipients?: number;
}

export const OPEN_GATE: Gate = { state: 'open', closedUntilMs: 0, failures: 0 };

/** Failures in a row after which calls stop but for a probe. */
const TRIP = 10;
const PROBE_EVERY_MS = 10_000;
/** Long enough to stay below one call a minute or two with a wrong key, short enough to notice a right one. */
const HALT_MS = 30_000;
/** Replicas come back spread over this much, not all in the first second of the new window. */
const RESET_JITTER_MS = 2000;

/**
 * The gate after a call.
 *
 * @param nowMs the process' clock
 * @param random from 0 to 1
 */
export function gateAfter(gate: Gate, outcome: Outcome, nowMs: number, random: number): Gate {
  switch (outcome.kind) {
    case 'accepted':
    case 'refused':
      // Calls that were under way when the gate closed may still succeed: time opens it, not they.
      return { ...gate, state: nowMs < gate.closedUntilMs ? gate.state : 'open', failures: 0 };
    case 'halted':
      return closed(gate, 'halted', TRIP, nowMs + HALT_MS * (1 + random));
    case 'throttled':
      return throttled(gate, outcome.resumeInMs, nowMs, random);
    case 'not-sent':
    case 'ambiguous':
      return afterFailure(gate, nowMs);
  }
}

/** How many calls may start now, with how many recipients each. */
export function allowance(
  gate: Gate,
  nowMs: number,
  limits: Allowance,
  inFlight: number,
): Allowance {
  if (nowMs < gate.closedUntilMs) return { ...limits, calls: 0 };
  if (gate.failures < TRIP) return { ...limits, calls: Math.max(limits.calls - inFlight, 0) };
  return { calls: inFlight === 0 ? 1 : 0, recipientsPerCall: 1 };
}

function throttled(
  gate: Gate,
  resumeInMs: number | undefined,
  nowMs: number,
  random: number,
): Gate {
  if (resumeInMs !== undefined) {
    const untilMs = nowMs + resumeInMs + random * RESET_JITTER_MS;
    return closed(gate, 'throttled', gate.failures, untilMs);
  }
  // Nobody says until when. At least half the delay: with none at all it would not be a wait.
  const failures = gate.failures + 1;
  return closed(
    gate,
    'throttled',
    Math.max(failures, TRIP),
    nowMs + retryDelayMs(failures) * (0.5 + random / 2),
  );
}

function afterFailure(gate: Gate, nowMs: number): Gate {
  const failures = gate.failures + 1;
  return failures < TRIP
    ? { ...gate, failures }
    : closed(gate, 'failing', failures, nowMs + PROBE_EVERY_MS);
}

/** The same gate, left alone for so long because somebody else was told to. */
export function closedFor(gate: Gate, forMs: number, nowMs: number): Gate {
  return nowMs + forMs > gate.closedUntilMs
    ? closed(gate, 'throttled', gate.failures, nowMs + forMs)
    : gate;
}

function closed(gate: Gate, state: GateState, failures: number, untilMs: number): Gate {
  return { state, failures, closedUntilMs: Math.max(gate.closedUntilMs, untilMs) };
}
