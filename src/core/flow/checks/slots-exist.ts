import { fitted } from '../compile/fitting.ts';
import { optionIds, type Slot } from '../model/slot.ts';
import { slotsInReach } from '../model/slots-in-reach.ts';
import { isCalling, type Step, type StepOfKind } from '../model/step.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

type Slots = ReadonlyMap<string, Slot>;

/** What is asked, chosen or set is declared, and fits the slot that keeps it. */
export const slotsExist: FlowCheck = ({ flow, source }, { bot }) => {
  const slots = slotsInReach(bot, flow);
  return stepsOf(flow)
    .flatMap(([step, base]) => findingsOf(step, base, slots))
    .map((found) => source.problem(found));
};

function findingsOf(step: Step, base: Path, slots: Slots): Finding[] {
  const missing = slotsGiven(step, base).filter(({ name }) => !slots.has(name));
  return [
    ...missing.map(({ name, path }) => undeclared(name, path, slots)),
    ...(step.kind === 'ask' ? askedFindings(step, base, slots) : []),
    ...(step.kind === 'choose' ? chosenFindings(step, base, slots) : []),
    ...(step.kind === 'set' ? setFindings(step, base, slots) : []),
  ];
}

/** The slots that a step gives values. */
function slotsGiven(step: Step, base: Path): { readonly name: string; readonly path: Path }[] {
  if (step.kind === 'ask') return [{ name: step.ask, path: [...base, 'ask'] }];
  if (isCalling(step) && step.save !== undefined) {
    return [{ name: step.save, path: [...base, 'save'] }];
  }
  if (step.kind === 'choose' && step.choose !== true) {
    return [{ name: step.choose, path: [...base, 'choose'] }];
  }
  if (step.kind !== 'set') return [];
  return Object.keys(step.set).map((name) => ({ name, path: [...base, 'set', name] }));
}

function undeclared(name: string, path: Path, slots: Slots): Finding {
  return {
    ...{ code: 'flow.unknown-slot', path },
    message: `There is no slot "${name}"`,
    cure: `Declare it: \`slots: { ${name}: { type: text } }\`.`,
    oneOf: { given: name, among: slots.keys() },
  };
}

function askedFindings({ ask }: StepOfKind<'ask'>, base: Path, slots: Slots): Finding[] {
  const type = slots.get(ask)?.type;
  if (type !== 'object' && type !== 'list') return [];
  const message = `Nobody can write what "${ask}" holds, which is of type ${type}`;
  const cure = 'Ask for a single value, and fill the other by `call` or `set`.';
  return [{ code: 'flow.wrong-slot-type', path: [...base, 'ask'], message, cure }];
}

function chosenFindings(step: StepOfKind<'choose'>, base: Path, slots: Slots): Finding[] {
  const { choose, options } = step;
  const slot = choose === true ? undefined : slots.get(choose);
  if (slot === undefined) return [];
  if (slot.type !== 'text' && slot.type !== 'choice') {
    const message = `A chosen option does not fit into "${String(choose)}", which is of type ${slot.type}`;
    const cure = 'Make its type choice or text.';
    return [{ code: 'flow.wrong-slot-type', path: [...base, 'choose'], message, cure }];
  }
  const ids = optionIds(slot);
  if (slot.type === 'text') return [];
  return options.flatMap(({ id }, index) => {
    if (ids.includes(id)) return [];
    return [
      {
        ...{ code: 'flow.unknown-option', path: [...base, 'options', index, 'id'] },
        message: `"${id}" is none of the options of the slot "${String(choose)}"`,
        cure: `Write one of ${ids.join(', ')}, or add it to the slot.`,
        oneOf: { given: id, among: ids },
      },
    ];
  });
}

const HAS_LIQUID = /\{[{%]/;

/** A value that is written down, and that its slot would never keep. */
function setFindings({ set }: StepOfKind<'set'>, base: Path, slots: Slots): Finding[] {
  return Object.entries(set).flatMap(([name, value]) => {
    const slot = slots.get(name);
    const isWorkedOut = value === null || (typeof value === 'string' && HAS_LIQUID.test(value));
    if (slot === undefined || isWorkedOut || keeps(slot, value)) return [];
    const message = `${JSON.stringify(value)} does not fit "${name}", which is of type ${slot.type}`;
    const cure = 'Write a value that the slot would take, or null to forget it.';
    return [{ code: 'flow.wrong-value', path: [...base, 'set', name], message, cure }];
  });
}

function keeps(slot: Slot, value: unknown): boolean {
  try {
    return fitted(value, slot) !== null;
  } catch {
    return true; // Its pattern is none, which another check says.
  }
}
