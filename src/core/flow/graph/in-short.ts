const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** Milliseconds as a flow file writes them: `30m`, `12h`; in the largest unit that they fill. */
export function inShort(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each && ms % each === 0) ?? ['s', 1_000];
  return `${String(Math.round(ms / size))}${unit}`;
}
