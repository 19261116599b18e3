import type { Listening, MachineEvent } from '#core/routing/listening.ts';

import type { Slot, SlotValue } from '../model/slot.ts';
import type { FlowContext } from './flow-context.ts';

/** What an action or guard is given. */
export interface Given {
  readonly context: FlowContext;
  readonly event: MachineEvent;
}

/** An effect to make, or a change of the context. */
export type Action = object;

/** The part of XState's language that a release is compiled to. */
export interface Transition {
  readonly target?: string;
  readonly reenter?: true;
  readonly guard?: (given: Given) => boolean;
  readonly actions?: readonly Action[];
}
export type Transitions = readonly Transition[];

/** What a state says of itself to `advance`. */
export interface StateMeta {
  /** How a message is read in this state. */
  readonly listening?: Listening;
  /** The step or built-in place, `<flow>.<step>`. */
  readonly step?: string;
  /** How the step goes on when what came in between has ended. */
  readonly resumes?: 'question' | 'wait' | 'call';
  /** Of a question: it has a way out for words of its own that did not arrive. */
  readonly undeliveredHere?: true;
  /** Of a flow: what it is told when words of a step did not arrive, by the step's id. */
  readonly undelivered?: ReadonlyMap<string, string>;
  /** Of a flow: the slots that it declares. */
  readonly declares?: ReadonlyMap<string, Slot>;
  /** Of a flow: its slots, all unset. */
  readonly slots?: Readonly<Record<string, SlotValue>>;
}

export interface StateConfig {
  readonly id?: string;
  readonly initial?: string;
  readonly entry?: readonly Action[];
  readonly exit?: readonly Action[];
  readonly always?: Transitions;
  readonly after?: Readonly<Record<number, Transitions>>;
  readonly on?: Readonly<Record<string, Transitions>>;
  readonly states?: Readonly<Record<string, StateConfig>>;
  readonly meta?: StateMeta;
}
