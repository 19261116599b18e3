import { readCommandLine } from '../processes/read-command-line.js';

const USUAL = {
  customers: 10_000,
  warmUpSeconds: 10,
  rounds: 3,
  seconds: 20,
  waves: 8,
  aloneSeconds: 15,
};

/** Every part, each as short as still says something. */
const QUICK = {
  customers: 2_000,
  warmUpSeconds: 4,
  rounds: 1,
  seconds: 10,
  waves: 3,
  aloneSeconds: 6,
};

const FIXED = {
  inFlight: 1_000,
  modelMs: 3_000,
  keywordsPerSecond: 200,
  alonePerSecond: 20,
  latencyMs: 20,
  connections: 128,
};

/**
 * Reads the command line. So many turns begin a second that, at the model's pace, `inFlight` are
 * waiting at any time.
 *
 * @throws TypeError for an option that there is not
 */
export function readOptions(args) {
  const options = readCommandLine(args, { fixed: FIXED, usual: USUAL, quick: QUICK });
  return { ...options, asksPerSecond: Math.ceil(options.inFlight / (options.modelMs / 1_000)) };
}
