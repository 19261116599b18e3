import { isCalling } from '../model/step.ts';
import type { Finding } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** What is asked, chosen or set is declared, and options fit the slot that keeps them. */
export const slotsExist: FlowCheck = ({ flow, source }) => {
  const findings: Finding[] = [];
  for (const [step, base] of stepsOf(flow)) {
    if (step.kind === 'ask') expect(step.ask, [...base, 'ask']);
    if (isCalling(step) && step.save !== undefined) expect(step.save, [...base, 'save']);
    if (step.kind === 'set') {
      for (const name of Object.keys(step.set)) expect(name, [...base, 'set', name]);
    }
    if (step.kind !== 'choose' || step.choose === true) continue;
    expect(step.choose, [...base, 'choose']);
    const slot = flow.slots.get(step.choose);
    const type = slot?.type;
    if (type !== undefined && type !== 'text' && type !== 'choice') {
      findings.push({
        ...{ code: 'flow.wrong-slot-type', path: [...base, 'choose'] },
        message: `A chosen option does not fit into "${step.choose}", which is of type ${type}`,
        cure: 'Make its type choice or text.',
      });
    }
    const allowed = slot?.options;
    const ids = Array.isArray(allowed) ? allowed : Object.keys(allowed ?? {});
    step.options.forEach(({ id }, index) => {
      if (allowed === undefined || ids.includes(id)) return;
      findings.push({
        ...{ code: 'flow.unknown-option', path: [...base, 'options', index, 'id'] },
        message: `"${id}" is none of the options of the slot "${String(step.choose)}"`,
        cure: `Write one of ${ids.join(', ')}, or add it to the slot.`,
      });
    });
  }
  return findings.map((found) => source.problem(found));

  function expect(name: string, path: Finding['path']): void {
    if (flow.slots.has(name)) return;
    findings.push({
      ...{ code: 'flow.unknown-slot', path },
      message: `There is no slot "${name}"`,
      cure: `Declare it: \`slots: { ${name}: { type: text } }\`.`,
    });
  }
};
