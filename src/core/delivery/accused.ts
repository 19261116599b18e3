import type { BrazeFault } from './braze-body.ts';
import type { Outcome } from './outcome.ts';

/**
 * Whom Braze's errors name: places within the call, each with what it means for them.
 *
 * Empty where any of the errors names nobody, or somebody who was not in the call: then it
 * cannot be said who else is meant.
 */
export function accusedOf(
  faults: readonly BrazeFault[],
  inputArray: string,
  size: number,
): ReadonlyMap<number, Extract<Outcome, { kind: 'refused' }>> {
  const accused = new Map<number, Extract<Outcome, { kind: 'refused' }>>();
  for (const fault of faults) {
    const isAboutThisArray = fault.inputArray === undefined || fault.inputArray === inputArray;
    const { index, reason } = fault;
    if (!isAboutThisArray || index === undefined || index < 0 || index >= size) return new Map();
    accused.set(index, { kind: 'refused', reason, whole: true, faults: [] });
  }
  return accused;
}
