import type { z } from 'zod';

import { AiStep } from './steps/ai.ts';
import { AskStep } from './steps/ask.ts';
import { CallStep } from './steps/call.ts';
import { CanvasStep } from './steps/canvas.ts';
import { ChooseStep } from './steps/choose.ts';
import { DecideStep } from './steps/decide.ts';
import { EndStep } from './steps/end.ts';
import { FlowStep } from './steps/flow.ts';
import { GotoStep } from './steps/goto.ts';
import { HandoffStep } from './steps/handoff.ts';
import { SayStep } from './steps/say.ts';
import { SetStep } from './steps/set.ts';
import { WaitStep } from './steps/wait.ts';
import { WriteStep } from './steps/write.ts';

/**
 * The kinds of steps, by the key that makes a step one of them.
 *
 * The order decides where a step has several: an `ask` has a `say` too, a `say` may have a `write`.
 */
export const STEP_KINDS = {
  ask: AskStep,
  choose: ChooseStep,
  decide: DecideStep,
  flow: FlowStep,
  call: CallStep,
  ai: AiStep,
  canvas: CanvasStep,
  handoff: HandoffStep,
  wait: WaitStep,
  set: SetStep,
  say: SayStep,
  write: WriteStep,
  end: EndStep,
  goto: GotoStep,
} as const;
export type StepKind = keyof typeof STEP_KINDS;

type StepOf = { [K in StepKind]: { readonly kind: K } & z.infer<(typeof STEP_KINDS)[K]> };

/** A step, told apart by `kind`. */
export type Step = StepOf[StepKind];
export type Asking = StepOf['ask'] | StepOf['choose'];
export type StepOfKind<K extends StepKind> = StepOf[K];

/** The kind of step that a mapping is meant to be, if any. */
export function kindOf(step: Readonly<Record<string, unknown>>): StepKind | undefined {
  return (Object.keys(STEP_KINDS) as StepKind[]).find((kind) => Object.hasOwn(step, kind));
}

export type Calling = StepOf['call'] | StepOf['ai'];

/** Whether the step waits for another system's answer. */
export function isCalling(step: Step): step is Calling {
  return step.kind === 'call' || step.kind === 'ai';
}

/** Whether the step waits for the customer to say something. */
export function isAsking(step: Step): step is Asking {
  return step.kind === 'ask' || step.kind === 'choose';
}
