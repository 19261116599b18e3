/** How the runs of one chat went. */
export interface RunCounts {
  readonly runs: number;
  readonly held: number;
  readonly broken: number;
}

/**
 * Whether enough runs of a chat hold: `yes` and `no` once no run that gave no result could change it,
 * else `unseen`.
 *
 * @param atLeast the share that has to hold, from 0 to 1
 */
export function holdsIn(
  { runs, held, broken }: RunCounts,
  atLeast: number,
): 'yes' | 'no' | 'unseen' {
  // A share of 0.8 of 5 runs is 4 of them, whatever 0.8 is in binary.
  const needed = Math.ceil(atLeast * runs - 1e-9);
  if (held >= needed) return 'yes';
  return runs - broken < needed ? 'no' : 'unseen';
}
