import { normalise } from '#core/routing/normalise.ts';

import { optionPhrases } from '../compile/steps/choose.ts';
import type { StepOfKind } from '../model/step.ts';
import type { Copy } from '../model/words.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** What customers say or tap means one option and no other. */
export const optionsDiffer: FlowCheck = ({ flow, source }) =>
  stepsOf(flow)
    .flatMap(([step, path]) => (step.kind === 'choose' ? findingsOf(step, path) : []))
    .map((found) => source.problem(found));

function findingsOf({ options }: StepOfKind<'choose'>, base: Path): Finding[] {
  const path = [...base, 'options'];
  const found: Finding[] = [];
  const taken = new Map<string, string>();
  for (const { text, locale = '', value } of optionPhrases(options)) {
    const phrase = normalise(text);
    const key = `${locale}:${phrase}`;
    const other = taken.get(key);
    taken.set(key, other ?? value);
    if (other === undefined || other === value) continue;
    const at = [...path, options.findIndex(({ id }) => id === value)];
    const message = `"${text}" already means the option "${other}"`;
    found.push({ code: 'flow.option-twice', path: at, message, cure: 'Choose other words.' });
  }
  const ids = options.map(({ id }) => id);
  options.forEach(({ id, title }, index) => {
    if (ids.indexOf(id) !== index) {
      const at = [...path, index, 'id'];
      const message = `There are two options "${id}"`;
      found.push({ code: 'flow.option-twice', path: at, message, cure: 'Rename one.' });
    }
    if (!hasLiquid(title)) return;
    const message = 'A title is what the tap sends back, so it cannot have Liquid in it';
    found.push({
      ...{ code: 'flow.liquid-in-title', path: [...path, index, 'title'], message },
      cure: 'Write the title out; put what changes into the question.',
    });
  });
  return found;
}

function hasLiquid(copy: Copy): boolean {
  return (typeof copy === 'string' ? [copy] : Object.values(copy)).some((text) =>
    /\{[{%]/.test(text),
  );
}
