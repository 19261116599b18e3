import { compileCondition } from '../liquid/condition.ts';
import type { StepOfKind } from '../model/step.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** Conditions are well-formed, read declared slots, and end with an `else`. */
export const conditionsHold: FlowCheck = ({ flow, source }) =>
  stepsOf(flow)
    .flatMap(([step, path]) => (step.kind === 'decide' ? findingsOf(step, path, flow.slots) : []))
    .map((found) => source.problem(found));

function findingsOf(
  { decide }: StepOfKind<'decide'>,
  base: Path,
  slots: ReadonlyMap<string, unknown>,
): Finding[] {
  const elseAt = decide.findIndex((branch) => 'else' in branch);
  const whens = decide.flatMap((branch, index) =>
    'else' in branch ? [] : whenFindings(branch.when, [...base, 'decide', index, 'when'], slots),
  );
  if (elseAt === decide.length - 1) return whens;
  const message = elseAt === -1 ? 'Nothing says where to go otherwise' : '"else" is not the last';
  const cure = 'Make `- else: …` the last line of `decide`, once.';
  return [...whens, { code: 'flow.no-else', path: [...base, 'decide'], message, cure }];
}

function whenFindings(when: string, path: Path, slots: ReadonlyMap<string, unknown>): Finding[] {
  try {
    return compileCondition(when)
      .variables.filter(
        (variable) => !slots.has(String(variable.path[0])) || variable.path.length > 1,
      )
      .map((variable) => ({
        ...{ code: 'flow.unknown-variable', path },
        message: `There is no slot "${variable.path.join('.')}"`,
        cure: `Declare it under \`slots\`, or put a text into quotes: "${variable.path.join('.')}".`,
      }));
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    const cure = 'Write it such as `reason == "damaged" and total > 100`.';
    return [{ code: 'flow.bad-condition', path, message: `This is no condition: ${why}`, cure }];
  }
}
