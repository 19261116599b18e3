/** Decisions, one after the other; the first choice is always the plainest. */
export interface Dice {
  /** A whole number from 0 to one less. */
  below(count: number): number;
  /** Whether something is so that is so in one of so many cases. */
  oneIn(count: number): boolean;
  of<T>(choices: readonly T[]): T;
}

/** Decisions by a list of numbers below 1,000; 0 once it is used up. */
export function dice(decisions: readonly number[]): Dice {
  let at = 0;
  const below = (count: number): number => {
    const decision = decisions[at] ?? 0;
    at += 1;
    return decision % count;
  };
  return {
    below,
    oneIn: (count) => below(count) === count - 1,
    of: (choices) => choices[below(choices.length)] ?? never(),
  };
}

function never(): never {
  throw new Error('Nothing to choose from');
}
