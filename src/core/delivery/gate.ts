import type { Outcome } from './outcome.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Whether an endpoint of Braze takes calls, as this process has found it. */
export interface Gate {
  /** No call before this moment of the process' clock, milliseconds. */
  readonly closedUntilMs: number;
  /** Failed calls in a row; at `TRIP` and beyond, a single probe goes first. */
  readonly failures: number;
}

/** How much may be called now. */
export interface Allowance {
  readonly calls: number;
  readonly recipientsPerCall: number;
}

export const OPEN_GATE: Gate = { closedUntilMs: 0, failures: 0 };

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
      return { ...gate, failures: 0 };
    case 'halted':
      return closed(gate, TRIP, nowMs + HALT_MS * (1 + random));
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
    return closed(gate, gate.failures, nowMs + resumeInMs + random * RESET_JITTER_MS);
  }
  // Nobody says until when. At least half the delay: with none at all it would not be a wait.
  const failures = gate.failures + 1;
  return closed(
    gate,
    Math.max(failures, TRIP),
    nowMs + retryDelayMs(failures) * (0.5 + random / 2),
  );
}

function afterFailure(gate: Gate, nowMs: number): Gate {
  const failures = gate.failures + 1;
  return failures < TRIP ? { ...gate, failures } : closed(gate, failures, nowMs + PROBE_EVERY_MS);
}

function closed(gate: Gate, failures: number, untilMs: number): Gate {
  return { failures, closedUntilMs: Math.max(gate.closedUntilMs, untilMs) };
}
