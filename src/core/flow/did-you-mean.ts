/** Longest name that is compared, and most names it is compared with: what it costs stays small. */
const LONGEST = 60;
const MOST_NAMES = 5_000;

/**
 * The name that was probably meant: the one with the fewest typing slips between the two (a letter
 * added, left out, changed, or two that changed places), at most one for every three letters.
 */
export function didYouMean(given: string, known: Iterable<string>): string | undefined {
  if (given === '' || given.length > LONGEST) return undefined;

  const name = given.toLowerCase();
  let best: string | undefined;
  let fewest = Math.min(3, Math.max(1, Math.floor(name.length / 3))) + 1;
  let count = 0;
  for (const candidate of known) {
    count += 1;
    if (count > MOST_NAMES) break;
    if (candidate === given || Math.abs(candidate.length - name.length) >= fewest) continue;

    const slips = slipsBetween(name, candidate.toLowerCase(), fewest);
    if (slips < fewest) [best, fewest] = [candidate, slips];
  }
  return best;
}

/**
 * The optimal string alignment distance of two texts, or `most` where it is that or more.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
 */
function slipsBetween(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + (isSame ? 0 : 1),
          swapped ? at(before, j - 2) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...row) >= most) return most;
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
