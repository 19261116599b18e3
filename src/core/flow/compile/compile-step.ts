import type { Step } from '../model/step.ts';
import type { StateConfig } from './state-config.ts';
import type { StepPlace } from './step-place.ts';
import { compileAsk } from './steps/ask.ts';
import { compileChoose } from './steps/choose.ts';
import { compileDecide } from './steps/decide.ts';
import { compileGoto, compileHandoff } from './steps/leaving.ts';
import { compileSay } from './steps/passing.ts';
import { compileSet } from './steps/set.ts';
import { compileWait } from './steps/wait.ts';

/** A step's state; a new kind of step is a new line here, a model and a compiler. */
export function compileStep(step: Step, place: StepPlace): StateConfig {
  const state = compileByKind(step, place);
  return { id: place.id, ...state, meta: { ...state.meta, step: place.id } };
}

function compileByKind(step: Step, place: StepPlace): StateConfig {
  switch (step.kind) {
    case 'say':
    case 'write':
      return compileSay(step, place);
    case 'ask':
      return compileAsk(step, place);
    case 'choose':
      return compileChoose(step, place);
    case 'decide':
      return compileDecide(step, place);
    case 'set':
      return compileSet(step, place);
    case 'handoff':
      return compileHandoff(step, place);
    case 'wait':
      return compileWait(step, place);
    case 'goto':
    case 'end':
      return compileGoto(step, place);
  }
}
