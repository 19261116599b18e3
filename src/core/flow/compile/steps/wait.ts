import type { StepOfKind } from '../../model/step.ts';
import { comingBack } from '../asking.ts';
import { listeningInFlow } from '../listening-in-flow.ts';
import type { StateConfig } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';

/** `wait`: goes on when the time has come, whatever the customer says meanwhile. */
export function compileWait(step: StepOfKind<'wait'>, place: StepPlace): StateConfig {
  const listening = {
    ...listeningInFlow(place.bot, step.interrupt, 'within'),
    otherwise: 'no-match',
  };
  return {
    after: { [step.wait]: [place.onward()] },
    on: { resume: comingBack(place) },
    meta: { listening, resumes: 'wait' },
  };
}
