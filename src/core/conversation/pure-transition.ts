import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type AnyTransitionDefinition,
  createActor,
  type InspectionEvent,
} from 'xstate';

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

  const scope = inertScope(createActor(machine));
  scopes.set(machine, scope);
  return scope;
}

function inertScope(self: ReturnType<typeof createActor<AnyStateMachine>>): Scope {
  const nothing = (): void => undefined;
  return {
    ...{ self, id: '', sessionId: '', system: self.system },
    ...{
      logger: nothing,
      defer: nothing,
      stopChild: nothing,
      emit: nothing,
      actionExecutor: nothing,
    },
  };
}

/** A transition that was taken, by the state that has it. */
export interface TakenTransition {
  /** Id of the state. */
  readonly state: string;
  /** Type of the event; empty for one that needs none. */
  readonly event: string;
  /** Its place among the state's transitions for that event. */
  readonly index: number;
}

/**
 * Shows each transition that the machine takes from now on, in order.
 *
 * For tools that look at a bot, on machines of their own: it costs as much as the transitions.
 */
export function watchTransitions(
  machine: AnyStateMachine,
  see: (taken: TakenTransition) => void,
): void {
  const inspect = (event: InspectionEvent): void => {
    if (event.type !== '@xstate.microstep') return;
    for (const taken of event._transitions) see(takenOf(taken));
  };
  scopes.set(machine, inertScope(createActor(machine, { inspect })));
}

function takenOf(taken: AnyTransitionDefinition): TakenTransition {
  const { source, eventType } = taken as {
    readonly source: AnyStateNode;
    readonly eventType: string;
  };
  const alike: readonly unknown[] | undefined =
    eventType === '' ? source.always : source.transitions.get(eventType);
  return { state: source.id, event: eventType, index: alike?.indexOf(taken) ?? -1 };
}
