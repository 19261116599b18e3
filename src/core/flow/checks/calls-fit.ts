import { valueFitter } from '#core/routing/fit-value.ts';

import { onlyPathOf } from '../liquid/template.ts';
import type { Flow } from '../model/flow.ts';
import type { Slot } from '../model/slot.ts';
import { slotsInReach } from '../model/slots-in-reach.ts';
import type { StepOfKind } from '../model/step.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** A flow that is called takes what it is given, and gives what is saved of it. */
export const callsFit: FlowCheck = ({ flow, source }, { bot, flows, flowNames }) => {
  const mine = slotsInReach(bot, flow);
  const findings = stepsOf(flow).flatMap(([step, base]): Finding[] => {
    if (step.kind !== 'flow') return [];
    const called = flows.find((other) => other.flow.name === step.flow)?.flow;
    if (called !== undefined) {
      const theirs = slotsInReach(bot, called);
      return [
        ...argumentFindings(step, base, called, { mine, theirs }),
        ...saveFindings(step, base, called, { mine, theirs }),
      ];
    }
    return flowNames.has(step.flow) ? [] : [unknownFlow(step.flow, [...base, 'flow'], flowNames)];
  });
  return [...findings, ...offerFindings(flow)].map((found) => source.problem(found));
};

interface Slots {
  readonly mine: ReadonlyMap<string, Slot>;
  readonly theirs: ReadonlyMap<string, Slot>;
}

function unknownFlow(name: string, path: Path, flowNames: ReadonlySet<string>): Finding {
  return {
    ...{ code: 'flow.unknown-flow', path, oneOf: { given: name, among: flowNames } },
    message: `There is no flow "${name}"`,
    cure: 'Write the name of a flow.',
  };
}

function argumentFindings(
  step: StepOfKind<'flow'>,
  base: Path,
  called: Flow,
  { mine, theirs }: Slots,
): Finding[] {
  const given = Object.entries(step.with ?? {});
  const strays = given
    .filter(([name]) => !called.takes.includes(name))
    .map(([name]) => ({
      ...{ code: 'flow.not-taken', path: [...base, 'with', name], atKey: true },
      oneOf: { given: name, among: called.takes },
      message: `The flow "${called.name}" takes no "${name}"`,
      cure: `Add it to \`takes\` there, or remove it here.`,
    }));
  const missing = called.takes
    .filter((name) => !(name in (step.with ?? {})) && theirs.get(name)?.default === undefined)
    .map((name) => ({
      ...{ code: 'flow.missing-argument', path: base, atKey: true },
      message: `The flow "${called.name}" takes "${name}", which is not given here`,
      cure: `Add \`with: { ${name}: … }\`, or give the slot a \`default\` there.`,
    }));
  const wrong = given.flatMap(([name, value]) => {
    const slot = theirs.get(name);
    const fits = slot === undefined || fitsArgument(value, slot, mine);
    return fits ? [] : [mismatch([...base, 'with', name], name, slot.type)];
  });
  return [...strays, ...missing, ...wrong];
}

/** Only what can never fit is wrong: a text with a template in it may come out as anything. */
function fitsArgument(
  value: string | number | boolean | null,
  slot: Slot,
  mine: ReadonlyMap<string, Slot>,
): boolean {
  if (value === null) return true;
  const [name, ...inside] = (typeof value === 'string' ? onlyPathOf(value) : undefined) ?? [];
  const from = name === undefined ? undefined : mine.get(name);
  if (from !== undefined && inside.length === 0) return mayFit(from, slot);
  const isTemplate = typeof value === 'string' && value.includes('{');
  return isTemplate || valueFitter(slot)(value) !== undefined;
}

function saveFindings(
  step: StepOfKind<'flow'>,
  base: Path,
  called: Flow,
  { mine, theirs }: Slots,
): Finding[] {
  return Object.entries(step.save ?? {}).flatMap(([name, gift]): Finding[] => {
    const [to, from] = [mine.get(name), theirs.get(gift)];
    const path = [...base, 'save', name];
    if (to === undefined) {
      return [
        {
          ...{ code: 'flow.unknown-slot', path, atKey: true },
          oneOf: { given: name, among: mine.keys() },
          message: `There is no slot "${name}"`,
          cure: `Declare it: \`slots: { ${name}: { type: text } }\`.`,
        },
      ];
    }
    if (!called.gives.includes(gift)) {
      return [
        {
          ...{ code: 'flow.not-given', path, oneOf: { given: gift, among: called.gives } },
          message: `The flow "${called.name}" gives no "${gift}"`,
          cure: 'Add it to `gives` there, or save another slot.',
        },
      ];
    }
    return from === undefined || mayFit(from, to) ? [] : [mismatch(path, name, to.type)];
  });
}

function mismatch(path: Path, name: string, type: string): Finding {
  return {
    ...{ code: 'flow.wrong-argument', path },
    message: `This can never fit into "${name}", which is of type ${type}`,
    cure: `Give it a value of type ${type}, or change the slot's type.`,
  };
}

const COMPOUND: ReadonlySet<string> = new Set(['object', 'list']);

/** Whether a value of one slot can ever fit another; texts may hold anything. */
function mayFit(from: Slot, to: Slot): boolean {
  if (from.type === to.type) return true;
  if (COMPOUND.has(from.type) || COMPOUND.has(to.type)) return false;
  const numbers = ['number', 'integer'];
  if (numbers.includes(from.type) && numbers.includes(to.type)) return true;
  return from.type === 'text' || to.type === 'text' || from.type === 'choice';
}

/** What a flow takes and gives are its own slots. */
function offerFindings(flow: Flow): Finding[] {
  return (['takes', 'gives'] as const).flatMap((key) =>
    flow[key].flatMap((name, index) =>
      flow.slots.has(name)
        ? []
        : [
            {
              ...{ code: 'flow.unknown-slot', path: [key, index] },
              oneOf: { given: name, among: flow.slots.keys() },
              message: `There is no slot "${name}" in this flow`,
              cure: `Declare it: \`slots: { ${name}: { type: text } }\`.`,
            },
          ],
    ),
  );
}
