import type { Flow } from '../model/flow.ts';
import { silencesOf } from '../model/silence.ts';
import { isAsking } from '../model/step.ts';
import type { ReleaseSource } from '../read/release-source.ts';
import { waysOf } from './ways-of.ts';

/** The flows that may end without the customer's doing: a caller goes on after them by itself. */
export function flowsThatEndAlone({ bot, flows }: ReleaseSource): ReadonlySet<string> {
  const silenceEnds = silencesOf(bot.silence).some(({ goto }) => goto === 'end');
  const alone = new Set<string>();
  // A caller ends alone if what it calls does: again until nothing is added.
  for (let before = -1; before < alone.size;) {
    before = alone.size;
    for (const { flow } of flows) {
      if (!alone.has(flow.name) && endsAlone(flow, silenceEnds, alone)) alone.add(flow.name);
    }
  }
  return alone;
}

function endsAlone(flow: Flow, silenceEnds: boolean, alone: ReadonlySet<string>): boolean {
  const [first = ''] = flow.steps.keys();
  const reached = new Set([first]);
  for (const name of reached) {
    const step = flow.steps.get(name);
    if (step === undefined) continue;
    if (silenceEnds && isAsking(step) && step.silence === undefined) return true;
    if (step.kind === 'flow' && !alone.has(step.flow)) continue;

    for (const { target, needsCustomer } of waysOf(flow, name)) {
      if (target === 'end' && !needsCustomer) return true;
      if (!needsCustomer) reached.add(target);
    }
  }
  return false;
}
