import type { Flow } from '../model/flow.ts';
import { onwardOf } from '../model/onward.ts';
import type { Step } from '../model/step.ts';
import { flowsOf } from '../model/steps/ai.ts';
import type { Path } from '../read/source.ts';
import { branchesOfStep } from './words-of.ts';

/** A way out of a step. */
export interface Way {
  readonly target: string;
  readonly path: Path;
  /** Taken only once the customer has said something. */
  readonly needsCustomer: boolean;
  /** Written down, and not just the step that comes after. */
  readonly isWritten: boolean;
}

/** All ways on from a step; handing off and ending are not ways on. */
export function waysOf(flow: Flow, name: string): readonly Way[] {
  const step = flow.steps.get(name);
  if (step === undefined) return [];

  const base = ['steps', name];
  return [
    ...branchWays(step, base),
    ...decidedWays(step, base),
    ...ledWays(step, base),
    ...onwardWays(flow, step, name),
  ];
}

const NEEDS_SOMEBODY = ['invalid', 'undelivered', 'agent_gone'];

function branchWays(step: Step, base: Path): Way[] {
  return branchesOfStep(step, base).flatMap(({ goto, path }) => {
    // What does not arrive is answered once between two messages of theirs, and an agent who goes
    // away has come before.
    const needsCustomer = NEEDS_SOMEBODY.some((part) => path.includes(part));
    return goto === undefined
      ? []
      : [{ target: goto, path: [...path, 'goto'], needsCustomer, isWritten: true }];
  });
}

function decidedWays(step: Step, base: Path): Way[] {
  if (step.kind !== 'decide') return [];
  return step.decide.map((branch, index) => {
    const [target, key] = 'else' in branch ? [branch.else, 'else'] : [branch.goto, 'goto'];
    const path = [...base, 'decide', index, key];
    return { target, path, needsCustomer: false, isWritten: true };
  });
}

function ledWays(step: Step, base: Path): Way[] {
  return flowsOf(step).map((target, index) => ({
    ...{ target, path: [...base, 'tools', 'flows', index] },
    ...{ needsCustomer: false, isWritten: true },
  }));
}

function onwardWays(flow: Flow, step: Step, name: string): Way[] {
  const base = ['steps', name];
  const needsCustomer = step.kind === 'ask' || step.kind === 'choose';
  const picked =
    step.kind !== 'choose'
      ? []
      : step.options.flatMap(({ goto }, index) =>
          goto === undefined
            ? []
            : [
                {
                  target: goto,
                  path: [...base, 'options', index, 'goto'],
                  needsCustomer,
                  isWritten: true,
                },
              ],
        );
  const allPicked = step.kind === 'choose' && picked.length === step.options.length;
  const onward = allPicked ? undefined : onwardOf(flow, name);
  const isWritten = 'goto' in step && step.goto !== undefined;
  const path = isWritten ? [...base, 'goto'] : base;
  return onward === undefined
    ? picked
    : [...picked, { target: onward, path, needsCustomer, isWritten }];
}
