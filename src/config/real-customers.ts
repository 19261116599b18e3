import { isLoopback } from './addresses.ts';
import type { Environment } from './environment.ts';
import { InvalidEnvironment } from './invalid-environment.ts';

type Guarded = Pick<
  Environment,
  'PARLEY_ENV' | 'BRAZE_REST_URL' | 'PARLEY_ONLY_TO' | 'PARLEY_DRY_RUN' | 'PARLEY_CONFIRM_BRAZE'
>;

/**
 * Refuses to start outside production with a Braze that has real customers, unless that is said
 * twice, or only some of them can be reached. A key and an address copied from production into a
 * laptop's environment look right; the messages would arrive.
 *
 * @throws InvalidEnvironment with what to set
 */
export function assertMayReachCustomers(environment: Guarded): void {
  const { BRAZE_REST_URL, PARLEY_CONFIRM_BRAZE } = environment;
  if (BRAZE_REST_URL === undefined) return;

  const { host, hostname } = new URL(BRAZE_REST_URL);
  if (isLoopback(hostname)) return;
  const said = PARLEY_CONFIRM_BRAZE?.toLowerCase();
  if (said !== undefined && said !== host) {
    throw refusal(`PARLEY_CONFIRM_BRAZE is not the host of BRAZE_REST_URL, ${host}: correct one`);
  }
  if (said !== undefined || isMeant(environment)) return;

  throw refusal(
    `${host} reaches real customers and this is not production: set PARLEY_ENV=production, or ` +
      'PARLEY_ONLY_TO=… to the ids of those who try it, or PARLEY_DRY_RUN=true, or say it twice ' +
      `with PARLEY_CONFIRM_BRAZE=${host}`,
  );
}

function isMeant({ PARLEY_ENV, PARLEY_ONLY_TO, PARLEY_DRY_RUN }: Guarded): boolean {
  return PARLEY_ENV === 'production' || PARLEY_ONLY_TO !== undefined || PARLEY_DRY_RUN === 'true';
}

function refusal(message: string): InvalidEnvironment {
  return new InvalidEnvironment([{ at: 'BRAZE_REST_URL', message }]);
}
