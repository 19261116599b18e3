import type { ToolResult } from '#core/ai/turn.ts';
import type { CallOutcome, TriedOutcome } from '#core/calls/call-outcome.ts';
import { callSettlementOf } from '#core/calls/call-settlement.ts';
import { redacted } from '#core/calls/connector-answer.ts';

import type { TargetGates } from '../calls/target-gates.ts';
import { inTime } from '../in-time.ts';
import type { ClaimedCall } from '../ports/call-outbox.ts';
import type { CallTally } from '../ports/call-tally.ts';
import type { CallTargets, TargetRules } from '../ports/call-targets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Timers } from '../ports/timers.ts';
import type { ToolWish } from './drive-turn.ts';

/** How soon it is looked again whether a target has room. */
const LOOK_MS = 25;
/** A customer waits for all of it: longer than this nobody queues for one part. */
const LONGEST_QUEUE_MS = 2_000;

/** Connectors as workers ask them, with the gates that all questions to them go through. */
export interface AskableTargets {
  readonly targets: CallTargets;
  readonly gates: TargetGates;
}

interface ToolWorld {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tally: CallTally;
}

/** What a question within a turn is asked as. */
export interface AskedAs {
  /** By this name the connector knows it again. */
  readonly effect: string;
  readonly signal: AbortSignal;
  /** Monotonic; the turn is over then. */
  readonly untilMs: number;
}

/**
 * Asks connectors what a model wants to know, as workers ask them for `call` steps: the operator's
 * word counts, and room, rate, breaker, attempts and the guard of addresses are the same.
 */
export class AskConnectors {
  private askable: AskableTargets | undefined;

  constructor(private readonly world: ToolWorld) {}

  /** Told once they are there: they know of the AI themselves. */
  take(askable: AskableTargets): void {
    this.askable = askable;
  }

  /** Answers for every failure; throws nothing. */
  async ask(call: ClaimedCall, wish: ToolWish, as: AskedAs): Promise<ToolResult> {
    const { connector } = wish;
    const rules = this.askable?.targets.rules().get(connector);
    if (this.askable === undefined || rules === undefined) {
      return noAnswer(`no operator has named ${connector}`);
    }
    if (rules.notForModels !== undefined) {
      return noAnswer(`${connector} may not be asked by a model: ${rules.notForModels}`);
    }
    const policy = rules.policy ?? call.policy;
    const asked = { ...call, target: connector, input: wish.input, policy, key: as.effect };
    const outcome = await this.attempts(asked, rules, this.askable, as);
    this.world.tally.countCall(connector, outcome.kind === 'answered' ? 'answered' : 'failed');
    return outcome.kind === 'answered'
      ? { kind: 'answered', value: redacted(outcome.value, rules.redact) }
      : noAnswer(`${connector} gave no answer: ${outcome.reason}`);
  }

  private async attempts(
    asked: ClaimedCall,
    rules: TargetRules,
    askable: AskableTargets,
    as: AskedAs,
  ): Promise<TriedOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.attempt({ ...asked, attempt }, rules, askable, as);
      if (outcome.kind === 'answered') return outcome;
      const { attempts } = rules;
      const leftMs = as.untilMs - this.world.clock.monotonicMs();
      const { policy } = asked;
      const next = callSettlementOf(outcome, { attempt, attempts, leftMs, policy });
      if (next.kind !== 'again' || as.signal.aborted) return outcome;
      await this.pause(next.delayMs);
    }
  }

  private async attempt(
    asked: ClaimedCall,
    { timeoutMs }: TargetRules,
    { targets, gates }: AskableTargets,
    { signal }: AskedAs,
  ): Promise<TriedOutcome> {
    const { clock, timers, tally } = this.world;
    const gate = gates.of(asked.target);
    if (!(await this.hasRoom(gate, signal))) return { kind: 'unreached', reason: 'it is too busy' };
    const startedAtMs = clock.monotonicMs();
    if (!gate.begin(startedAtMs)) {
      gate.end('not-asked', startedAtMs);
      return { kind: 'refused', reason: 'it has failed too often lately' };
    }
    const outcome = await inTime(
      timeoutMs,
      signal,
      (either) => targets.ask(asked, either).catch(broken),
      (delayMs, work) => timers.after(delayMs, work),
    );
    const endedAtMs = clock.monotonicMs();
    gate.end(outcome, endedAtMs);
    tally.tookCall(asked.target, endedAtMs - startedAtMs);
    return outcome.kind === 'awaited' ? broken() : outcome;
  }

  private async hasRoom(
    gate: ReturnType<TargetGates['of']>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const untilMs = this.world.clock.monotonicMs() + LONGEST_QUEUE_MS;
    for (;;) {
      const nowMs = this.world.clock.monotonicMs();
      if (gate.room(nowMs) > 0) return true;
      if (signal.aborted || nowMs >= untilMs) return false;
      await this.pause(LOOK_MS);
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.world.timers.after(ms, resolve);
    });
  }
}

function noAnswer(reason: string): ToolResult {
  return { kind: 'no-answer', reason };
}

function broken(): Exclude<CallOutcome, { readonly kind: 'answered' | 'awaited' }> {
  return { kind: 'ambiguous', reason: 'the attempt failed within Parley' };
}
