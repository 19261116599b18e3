import type { StateConfig } from './state-config.ts';
import { compileAsk } from './steps/ask.ts';
import { compileCall } from './steps/call.ts';
import { compileChoose } from './steps/choose.ts';
import { compileDecide } from './steps/decide.ts';
import { compileFlowStep } from './steps/flow.ts';
import { compileHandoff } from './steps/handoff.ts';
import { compileWait } from './steps/wait.ts';
import type { Milestone } from './ways.ts';

/** A step's state; a new kind of step is a new line here or in `passingOf`, a model and a compiler. */
export function compileStep(milestone: Milestone): StateConfig {
  const { id } = milestone.place;
  const state = compileByKind(milestone);
  return { id, ...state, meta: { ...state.meta, step: id } };
}

function compileByKind(milestone: Milestone): StateConfig {
  const { step, place } = milestone;
  switch (step.kind) {
    case 'ask':
      return compileAsk(step, place);
    case 'choose':
      return compileChoose(step, place);
    case 'decide':
      return compileDecide(step, place);
    case 'flow':
      return compileFlowStep(step, place, milestone.passing);
    case 'wait':
      return compileWait(step, place);
    case 'call':
    case 'ai':
      return compileCall(step, place);
    case 'handoff':
      return milestone.passing === undefined
        ? compileHandoff(step, place)
        : compilePassing(milestone);
    case 'say':
    case 'write':
    case 'canvas':
    case 'set':
    case 'goto':
    case 'end':
      return compilePassing(milestone);
  }
}

/** Ways lead past it: only in a very long chain, or a loop that waits for nobody, is it entered. */
function compilePassing({ passing, place }: Milestone): StateConfig {
  const exit = passing?.exit;
  return {
    entry: passing?.actions ?? [],
    always: [exit === undefined ? place.onward() : { target: exit }],
  };
}
