import { readCommandLine } from '../processes/read-command-line.js';

const USUAL = {
  customers: 20_000,
  backlogRounds: 6,
  warmUpSeconds: 10,
  idleSeconds: 15,
  ballast: 1_000_000,
};

/** Every part, each as short as still says something. */
const QUICK = {
  customers: 4_000,
  backlogRounds: 2,
  warmUpSeconds: 4,
  idleSeconds: 5,
  ballast: 100_000,
};

const FIXED = {
  campaigns: ['delivery-one', 'delivery-two', 'delivery-three'],
  idlePerSecond: 20,
  latencyMs: 20,
  connections: 128,
};

/** Reads the command line. @throws TypeError for an option that there is not */
export function readOptions(args) {
  return readCommandLine(args, { fixed: FIXED, usual: USUAL, quick: QUICK });
}
