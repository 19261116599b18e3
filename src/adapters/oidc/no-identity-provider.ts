import { IdentityProvider } from '#app/ports/identity-provider.ts';

import { NoProvider } from './oidc-errors.ts';

/** Where people sign in with passwords of Parley's own only. */
export class NoIdentityProvider extends IdentityProvider {
  override readonly isThere = false;

  override begin(): Promise<never> {
    return Promise.reject(new NoProvider());
  }

  override finish(): Promise<never> {
    return Promise.reject(new NoProvider());
  }
}
