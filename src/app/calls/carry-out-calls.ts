import type { CallOutcome, TriedOutcome } from '#core/calls/call-outcome.ts';
import { callSettlementOf } from '#core/calls/call-settlement.ts';
import { redacted } from '#core/calls/connector-answer.ts';

import { Turns } from '../deliver-replies/turns.ts';
import type { CallOutbox, ClaimedCall, SettledCall } from '../ports/call-outbox.ts';
import type { CallTally } from '../ports/call-tally.ts';
import type { CallTargets } from '../ports/call-targets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { Timers } from '../ports/timers.ts';
import type { BringAnswer } from './bring-answer.ts';
import { NOT_NAMED, TargetGates } from './target-gates.ts';

/** Other processes' calls are found this soon. */
const POLL_MS = 250;
const CLAIM_GAP_MS = 5;
/** Many that begin in one turn of the event loop would keep messages waiting that long. */
const BEGUN_AT_ONCE = 32;
const SETTLE_GAP_MS = 10;
const STORE_RETRY_MS = 500;
/** At the end, what is under way is given so long; then others take it over. */
const DRAIN_PATIENCE_MS = 10_000;
const DRAIN_LOOK_MS = 20;

export interface CallWorld {
  readonly outbox: CallOutbox;
  readonly targets: CallTargets;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tally: CallTally;
  readonly incidents: Incidents;
}

/**
 * Asks other systems what conversations want to know, and brings back what they say.
 *
 * Owns the calls under way. Each is in flight in the store before its request is written, and its
 * answer is an event like any other; whether the conversation still waits is decided there.
 */
export class CarryOutCalls {
  /** Whoever else asks the same targets here goes through these. */
  readonly gates: TargetGates;
  private readonly underWay = new Map<string, AbortController>();
  private readonly claiming: Turns;
  private readonly settling: Turns;
  private settled: SettledCall[] = [];
  private bringing = 0;
  private isStopping = false;

  constructor(
    private readonly world: CallWorld,
    private readonly bringAnswer: BringAnswer,
  ) {
    this.gates = new TargetGates(world.targets, world.clock);
    this.claiming = new Turns(world, CLAIM_GAP_MS, () => this.claim());
    this.settling = new Turns(world, SETTLE_GAP_MS, () => this.settle());
  }

  start(): void {
    this.claiming.request();
  }

  /** Says that there is something new. */
  hint(): void {
    this.claiming.request();
  }

  /** Whether this process is seeing to the call. */
  knows(call: ClaimedCall): boolean {
    return this.underWay.has(keyOf(call));
  }

  /** Claims nothing new, gives what is under way ten seconds, breaks the rest off and settles it. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.claiming.stop();
    await this.until(() => this.underWay.size === 0, DRAIN_PATIENCE_MS);
    for (const attempt of this.underWay.values()) attempt.abort();
    await this.until(() => this.underWay.size === 0 && this.bringing === 0, DRAIN_PATIENCE_MS);
    await this.until(() => this.settled.length === 0, DRAIN_PATIENCE_MS);
    await this.settling.stop();
  }

  /** Carries these out, whoever claimed them. */
  take(calls: readonly ClaimedCall[]): void {
    for (const call of calls) void this.carryOut(call);
  }

  /** Sees to it that what became of an attempt is told and written down. Throws nothing. */
  async conclude(call: ClaimedCall, outcome: TriedOutcome, heldBy?: string): Promise<void> {
    const rules = this.world.targets.rules().get(call.target) ?? NOT_NAMED;
    const { attempts, policy, redact } = rules;
    const asked = { ...call, attempts, policy: policy ?? call.policy };
    this.bringing += 1;
    const brought = await this.bringAnswer.execute(call, callSettlementOf(outcome, asked));
    this.bringing -= 1;
    const settled = withoutSecrets(brought, redact);
    this.world.tally.countCall(
      call.target,
      settled.state === 'pending' ? 'retried' : settled.state,
    );
    if (heldBy !== undefined) {
      await this.world.outbox.settle([settled], heldBy);
      return;
    }
    this.settled.push(settled);
    this.settling.request();
  }

  private async claim(): Promise<void> {
    const { outbox, incidents, clock } = this.world;
    const nowMs = clock.monotonicMs();
    const rooms = this.names()
      .map((target) => ({
        target,
        room: Math.min(BEGUN_AT_ONCE, this.gates.of(target).room(nowMs)),
      }))
      .filter(({ room }) => room > 0);
    try {
      const calls = rooms.length === 0 ? [] : await outbox.claim(rooms);
      this.take(calls);
      this.claiming.request(calls.length >= BEGUN_AT_ONCE ? CLAIM_GAP_MS : this.nextLookMs());
    } catch (failure) {
      incidents.failed('claiming calls', failure);
      this.claiming.request(STORE_RETRY_MS);
    }
  }

  private nextLookMs(): number {
    const nowMs = this.world.clock.monotonicMs();
    const waits = [...this.gates.all()].map((gate) => gate.waitMs(nowMs) ?? POLL_MS);
    return Math.max(CLAIM_GAP_MS, Math.min(POLL_MS, ...waits));
  }

  private async carryOut(call: ClaimedCall): Promise<void> {
    const { clock, tally } = this.world;
    const startedAtMs = clock.monotonicMs();
    const gate = this.gates.of(call.target);
    const mayAsk = gate.begin(startedAtMs);
    const outcome = mayAsk ? await this.ask(call) : unreachable(call);
    const endedAtMs = clock.monotonicMs();
    gate.end(mayAsk ? outcome : 'not-asked', endedAtMs);
    if (mayAsk) tally.tookCall(call.target, endedAtMs - startedAtMs);
    // A place is free again.
    if (!this.isStopping) this.claiming.request();
    // Its row stays in flight: the answer settles it at the door, or time does.
    if (outcome.kind === 'awaited') return;
    const leftMs = call.leftMs - (endedAtMs - startedAtMs);
    await this.conclude({ ...call, leftMs }, outcome);
  }

  /** One attempt: for its own time, and never longer than the step waits. */
  private async ask(call: ClaimedCall): Promise<CallOutcome> {
    const { targets, timers } = this.world;
    const { timeoutMs } = targets.rules().get(call.target) ?? NOT_NAMED;
    const attempt = new AbortController();
    const key = keyOf(call);
    this.underWay.set(key, attempt);
    const callOff = timers.after(Math.min(timeoutMs, call.leftMs), () => {
      attempt.abort();
    });
    try {
      return await targets.ask(call, attempt.signal);
    } catch (failure) {
      this.world.incidents.failed(`ask ${call.target}`, failure);
      return { kind: 'ambiguous', reason: 'the attempt failed within Parley' };
    } finally {
      callOff();
      this.underWay.delete(key);
    }
  }

  private async settle(): Promise<void> {
    const settled = [...this.settled];
    if (settled.length === 0) return;
    try {
      await this.world.outbox.settle(settled);
      this.settled = this.settled.slice(settled.length);
      // One that failed is due again in time; whoever is free looks then.
      if (this.settled.length > 0) this.settling.request();
    } catch (failure) {
      this.world.incidents.failed('settling calls', failure);
      this.settling.request(STORE_RETRY_MS);
    }
  }

  private names(): readonly string[] {
    return [...this.world.targets.rules().keys()];
  }

  private async until(isDone: () => boolean, patienceMs: number): Promise<void> {
    const untilMs = this.world.clock.monotonicMs() + patienceMs;
    while (!isDone() && this.world.clock.monotonicMs() < untilMs) {
      await new Promise<void>((resolve) => {
        this.world.timers.after(DRAIN_LOOK_MS, resolve);
      });
    }
  }
}

/** What nobody waited for is kept for people who look: without what they may not see. */
function withoutSecrets(settled: SettledCall, redact: readonly string[] | undefined): SettledCall {
  if (settled.lateValue === undefined || redact === undefined) return settled;
  return { ...settled, lateValue: redacted(settled.lateValue, redact) };
}

/** As final as a refusal: whoever waits is told at once, and not after the step's whole time. */
function unreachable({ target }: ClaimedCall): CallOutcome {
  return { kind: 'refused', reason: `${target} has failed too often lately` };
}

function keyOf({ conversationId, seq, idx }: ClaimedCall): string {
  return `${conversationId} ${String(seq)} ${String(idx)}`;
}
