/**
 * Percentiles of the differences of two columns, in milliseconds; what is no number is left out.
 *
 * @param keep which places to look at; all where it is left out
 */
export function percentilesBetween(fromMs, toMs, keep = () => true) {
  const differences = [];
  for (let i = 0; i < fromMs.length; i += 1) {
    const difference = toMs[i] - fromMs[i];
    if (!Number.isNaN(difference) && keep(i)) differences.push(difference);
  }
  const sorted = Float64Array.from(differences).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** The largest of a column, which may be too long for a call of Math.max. */
export function latest(column) {
  return column.reduce((most, value) => (value > most ? value : most), -Infinity);
}

/** How many values of a column lie from `fromMs` to before `toMs`. */
export function countBetween(column, fromMs, toMs) {
  return column.reduce((count, value) => count + (value >= fromMs && value < toMs ? 1 : 0), 0);
}
