import { parseArgs } from 'node:util';

import { SERVICE_FLAGS } from './service-flags.js';

/**
 * How a bench is to run: what is fixed, and the sizes of a usual or a quick run.
 *
 * @throws TypeError for an option that there is not
 */
export function readCommandLine(args, { fixed, usual, quick }) {
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
    ...fixed,
    ...(values.quick ? quick : usual),
    quick: values.quick,
    builds: !values['no-build'],
    serviceFlags: [...SERVICE_FLAGS, ...values['service-flag']],
  };
}
