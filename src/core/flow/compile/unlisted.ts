import type { AnyStateMachine, AnyStateNode } from 'xstate';

/**
 * The machine with states that are found by name and not listed.
 *
 * At each exit of a state XState lists the states inside it, looking for history among them: 50 µs
 * for a flow of a thousand steps. Ours have no history, no final and no parallel states, which are
 * all that it lists them for once a machine is made.
 */
export function unlisted(machine: AnyStateMachine): AnyStateMachine {
  const pending: AnyStateNode[] = [machine.root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { states } = node;
    pending.push(...Object.values(states));
    node.states = Object.create(states) as typeof states;
  }
  return machine;
}
