import { type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate';

import type { MachineEvent } from '#core/routing/listening.ts';

import type { ListedAction } from './carried-out.ts';

type Scope = Parameters<AnyStateMachine['transition']>[2];

const scopes = new WeakMap<AnyStateMachine, Scope>();

/**
 * XState's `transition`, but with one inert scope kept per machine.
 *
 * XState makes an actor for each call only to hand this scope in, and with it the machine's whole
 * initial state: a third of the time. The actor is never started here either; the scope has no
 * memory, as the actions are collected per call and none is carried out.
 *
 * @throws whatever a guard or an action throws, and on an endless loop
 */
export function pureTransition(
  snapshot: AnyMachineSnapshot,
  event: MachineEvent,
): readonly [AnyMachineSnapshot, readonly ListedAction[]] {
  const machine: AnyStateMachine = snapshot.machine;
  const actions: ListedAction[] = [];
  const scope = {
    ...scopeOf(machine),
    actionExecutor: (action: ListedAction) => {
      actions.push(action);
    },
  };
  return [machine.transition(snapshot, event, scope), actions];
}

function scopeOf(machine: AnyStateMachine): Scope {
  const known = scopes.get(machine);
  if (known !== undefined) return known;

  const self = createActor(machine);
  const nothing = (): void => undefined;
  const scope: Scope = {
    ...{ self, id: '', sessionId: '', system: self.system },
    ...{
      logger: nothing,
      defer: nothing,
      stopChild: nothing,
      emit: nothing,
      actionExecutor: nothing,
    },
  };
  scopes.set(machine, scope);
  return scope;
}
