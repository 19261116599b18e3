import { parseArgs } from 'node:util';

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
  serviceFlags: ['--max-semi-space-size=32', '--max-old-space-size=320'],
};

/** Reads the command line. @throws TypeError for an option that there is not */
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
    builds: !values['no-build'],
    serviceFlags: [...FIXED.serviceFlags, ...values['service-flag']],
  };
}
