import { parseArgs } from 'node:util';

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
};

/** What does not change between a quick run and a whole one. */
const FIXED = {
  connections: 128,
  steadyPerSecond: 500,
  burstMessages: 200,
  othersPerSecond: 200,
  latencyMs: 20,
  limitConnections: [8, 16, 32],
  serviceFlags: ['--max-semi-space-size=32', '--max-old-space-size=320'],
};

/**
 * Reads the command line.
 *
 * @throws TypeError for an option that there is not
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      /** One more flag for the service's Node, such as `--cpu-prof`; may be repeated. */
      'service-flag': { type: 'string', multiple: true, default: [] },
      /** Leaves the build that is there, whatever its age. */
      'no-build': { type: 'boolean', default: false },
    },
  });
  return {
    ...FIXED,
    ...(values.quick ? QUICK : USUAL),
    quick: values.quick,
    builds: !values['no-build'],
    serviceFlags: [...FIXED.serviceFlags, ...values['service-flag']],
  };
}
