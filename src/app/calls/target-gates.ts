import type { CallTargets, TargetRules } from '../ports/call-targets.ts';
import type { Clock } from '../ports/clock.ts';
import { TargetGate } from './target-gate.ts';

/** What is allowed of targets that nobody has named. */
export const NOT_NAMED: TargetRules = {
  ...{ name: '', attempts: 1, concurrency: Infinity, timeoutMs: 0 },
  ...{ perSecond: undefined, policy: undefined },
};

/** The gates of all targets: whoever asks one in this process goes through the same. */
export class TargetGates {
  private readonly gates = new Map<string, TargetGate>();

  constructor(
    private readonly targets: CallTargets,
    private readonly clock: Clock,
  ) {}

  of(target: string): TargetGate {
    const rules = this.targets.rules().get(target) ?? NOT_NAMED;
    const known = this.gates.get(target);
    // An operator may have changed them; then counting starts anew.
    if (known?.rules === rules) return known;

    const gate = new TargetGate(rules, this.clock.monotonicMs());
    // Of what nobody named nothing is remembered: flows could name without end.
    if (rules !== NOT_NAMED) this.gates.set(target, gate);
    return gate;
  }

  all(): Iterable<TargetGate> {
    return this.gates.values();
  }
}
