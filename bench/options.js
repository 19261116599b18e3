import { readCommandLine } from './processes/read-command-line.js';

/**
 * How large a run is. Seconds are those of the timed parts; each phase also ends by itself when
 * it runs out of prepared requests.
 */
const USUAL = {
  customers: 20_000,
  rounds: 2,
  warmUpSeconds: 30,
  saturationSeconds: 15,
  countedSeconds: 4,
  steadySeconds: 20,
  burstSeconds: 8,
  limitSeconds: 5,
  httpLimitSeconds: 3,
  pipeLimitSeconds: 10,
};

/** Every part, each as short as still says something: under a minute. */
const QUICK = {
  customers: 4_000,
  rounds: 1,
  warmUpSeconds: 6,
  saturationSeconds: 5,
  countedSeconds: 2,
  steadySeconds: 6,
  burstSeconds: 4,
  limitSeconds: 2,
  httpLimitSeconds: 1,
  pipeLimitSeconds: 4,
};

/** What does not change between a quick run and a whole one. */
const FIXED = {
  connections: 128,
  steadyPerSecond: 500,
  burstMessages: 200,
  othersPerSecond: 200,
  latencyMs: 20,
  limitConnections: [8, 16, 32],
};

/** Reads the command line. @throws TypeError for an option that there is not */
export function readOptions(args) {
  return readCommandLine(args, { fixed: FIXED, usual: USUAL, quick: QUICK });
}
