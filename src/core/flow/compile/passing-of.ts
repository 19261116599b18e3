import type { Flow } from '../model/flow.ts';
import type { Step } from '../model/step.ts';
import type { Action } from './state-config.ts';
import type { StepPlace } from './step-place.ts';
import { canvasStep } from './steps/canvas.ts';
import { decidesByHours, handingOver } from './steps/handoff.ts';
import { sayingStep } from './steps/passing.ts';
import { setting } from './steps/set.ts';

/** What a step does that waits for nothing and decides nothing. */
export interface Passing {
  readonly actions: readonly Action[];
  /** Where it leaves the flow to; else it goes onward. */
  readonly exit?: string;
  /** The flow that it calls; that one begins. */
  readonly into?: Flow;
}

/** What a step does in passing; `undefined` for one that waits or decides. */
export function passingOf(step: Step, place: StepPlace): Passing | undefined {
  switch (step.kind) {
    case 'say':
    case 'write':
      return { actions: sayingStep(step, place) };
    case 'canvas':
      return { actions: canvasStep(step, place) };
    case 'set':
      return { actions: setting(step, place) };
    case 'handoff': {
      if (decidesByHours(step)) return undefined;
      const { target, actions = [] } = handingOver(step, place);
      return { actions, ...(target !== undefined && { exit: target }) };
    }
    case 'goto':
    case 'end':
      return { actions: [] };
    case 'ask':
    case 'choose':
    case 'decide':
    case 'flow':
    case 'wait':
    case 'call':
    case 'ai':
      return undefined;
  }
}
