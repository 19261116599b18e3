/**
 * How long it takes to read, check, compile and prove releases of growing size, and to move a conversation
 * in them, in processor time; the best of three.
 *
 * Needs a build: `npm run build && npm run bench:flows [steps …]`.
 */
import { compileRelease } from '../dist/core/flow/compile-release.js';
import { readRelease } from '../dist/core/flow/read/read-release.js';
import { madeRelease } from './flows/made-release.js';
import { MEASURES } from './flows/measures.js';

const given = process.argv.slice(2).map(Number);
const SIZES = given.length > 0 ? given : [50, 200, 1_000, 2_000, 10_000];
const ROUNDS = 3;

function prepared(steps) {
  const files = madeRelease(steps);
  const compiled = compileRelease(files);
  if ('problems' in compiled) {
    throw new Error(JSON.stringify(compiled.problems.slice(0, 3), null, 2));
  }
  return { files, source: readRelease(files).source, release: compiled.release };
}

/** Milliseconds of processor time, or microseconds for what is done many times. */
function measured({ of, before, times = 1, unit }, release) {
  const state = before?.(release);
  const start = process.cpuUsage();
  for (let i = 0; i < times; i += 1) of(release, state);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / times / (unit === 'ms' ? 1_000 : 1);
}

let isTooSlow = false;
const print = (cells) =>
  process.stdout.write(`| ${cells.map((cell) => String(cell).padStart(10)).join(' | ')} |\n`);
print(['steps', ...MEASURES.map(({ name, unit }) => `${name} ${unit}`)]);
print(['steps', ...MEASURES].map(() => '-:'));
for (const steps of SIZES) {
  const release = prepared(steps);
  const row = MEASURES.map((measure) => {
    const best = Math.min(...Array.from({ length: ROUNDS }, () => measured(measure, release)));
    isTooSlow ||= best > (measure.most?.[steps] ?? Infinity);
    return best.toFixed(1);
  });
  print([steps, ...row]);
}
if (isTooSlow) {
  process.stderr.write(
    'Slower than promised: 1,000 steps compiled in 300 ms and proved in 1 s, 10,000 in 5 s and 15 s.\n',
  );
  process.exitCode = 1;
}
