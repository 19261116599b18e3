import { compileCondition, type Condition } from '../liquid/condition.ts';
import { LiquidFault } from '../liquid/liquid-fault.ts';
import { slotsInReach } from '../model/slots-in-reach.ts';
import type { StepOfKind } from '../model/step.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { conditionFaults, type Known } from './condition-faults.ts';
import { stepsOf } from './words-of.ts';

/** Conditions are well-formed, compare what can be compared, and end with an `else`. */
export const conditionsHold: FlowCheck = ({ flow, source }, { bot }) => {
  const known = { slots: slotsInReach(bot, flow), hours: Object.keys(bot.hours ?? {}) };
  return stepsOf(flow)
    .flatMap(([step, path]) => (step.kind === 'decide' ? findingsOf(step, path, known) : []))
    .map((found) => source.problem(found));
};

function findingsOf({ decide }: StepOfKind<'decide'>, base: Path, known: Known): Finding[] {
  const elseAt = decide.findIndex((branch) => 'else' in branch);
  const whens = decide.flatMap((branch, index) =>
    'else' in branch ? [] : whenFindings(branch.when, [...base, 'decide', index, 'when'], known),
  );
  if (elseAt === decide.length - 1) return whens;
  const message = elseAt === -1 ? 'Nothing says where to go otherwise' : '"else" is not the last';
  const cure = 'Make `- else: …` the last line of `decide`, once.';
  return [...whens, { code: 'flow.no-else', path: [...base, 'decide'], message, cure }];
}

function whenFindings(when: string, path: Path, known: Known): Finding[] {
  const compiled = compiledOrFault(when);
  if ('fault' in compiled) {
    const { message: why, at, length } = compiled.fault;
    const cure = 'Write it such as `reason == "damaged" and total > 100`.';
    const message = `This is no condition: ${why}`;
    return [{ code: 'flow.bad-condition', path, message, cure, within: { at, length } }];
  }
  return conditionFaults(compiled.condition, known).map(({ at, length, ...found }) => ({
    ...{ path, within: { at, length } },
    ...found,
  }));
}

function compiledOrFault(
  when: string,
): { readonly condition: Condition } | { readonly fault: LiquidFault } {
  try {
    return { condition: compileCondition(when) };
  } catch (failure) {
    if (failure instanceof LiquidFault) return { fault: failure };
    throw failure;
  }
}
