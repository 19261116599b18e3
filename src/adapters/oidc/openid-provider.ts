import type * as Client from 'openid-client';

import {
  IdentityProvider,
  type ProvenIdentity,
  type SignInSecrets,
} from '#app/ports/identity-provider.ts';
import { AppError } from '#core/app-error.ts';

import { ProviderRefused, ProviderUnavailable } from './oidc-errors.ts';

/** Name of the path that the provider sends browsers back to; admins enter it there. */
const OIDC_CALLBACK = '/api/session/oidc/callback';

const SCOPE = 'openid email profile';
const TIMEOUT_SECONDS = 10;

export interface OpenidOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Asked each time: it may be rotated. */
  readonly clientSecret: () => string;
  /** Where browsers find Parley, without a slash at its end. */
  readonly publicUrl: string;
  /** Claim that roles are read from. */
  readonly rolesClaim: string;
}

/**
 * Sign-in by OpenID Connect: the code flow with PKCE, state and nonce. The library checks issuer,
 * audience, signature, times and nonce of the ID token.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html
 */
export class OpenidProvider extends IdentityProvider {
  override readonly isThere = true;
  private library: Promise<typeof Client> | undefined;
  private known: { readonly secret: string; readonly config: Client.Configuration } | undefined;

  constructor(private readonly options: OpenidOptions) {
    super();
  }

  override async begin(): Promise<{ readonly url: string; readonly secrets: SignInSecrets }> {
    const client = await this.loaded();
    const config = await this.config(client);
    const secrets = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: this.callback,
      scope: SCOPE,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, secrets };
  }

  override async finish(
    query: string,
    { state, nonce, verifier }: SignInSecrets,
  ): Promise<ProvenIdentity> {
    const client = await this.loaded();
    const config = await this.config(client);
    try {
      const tokens = await client.authorizationCodeGrant(
        config,
        new URL(`${this.callback}?${query}`),
        {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('no ID token');
      return this.provenBy(claims);
    } catch (failure) {
      if (failure instanceof AppError) throw failure;
      throw failure instanceof TypeError
        ? new ProviderUnavailable(failure)
        : new ProviderRefused(failure);
    }
  }

  private provenBy(claims: Client.IDToken): ProvenIdentity {
    const { iss, sub, email, name } = claims;
    // Anybody can claim an address; only a verified one says who somebody is.
    const isVerified = claims['email_verified'] === true && typeof email === 'string';
    return {
      ...{ issuer: iss, subject: sub, groups: claims[this.options.rolesClaim] },
      email: isVerified ? email.trim().toLowerCase() : undefined,
      name: typeof name === 'string' ? name.slice(0, 100) : undefined,
    };
  }

  private get callback(): string {
    return `${this.options.publicUrl}${OIDC_CALLBACK}`;
  }

  /** Loaded when somebody first signs in with it: it takes its time. */
  private loaded(): Promise<typeof Client> {
    this.library ??= import('openid-client');
    return this.library;
  }

  /** What the provider says of itself; asked again after a failure and with another secret. */
  private async config(client: typeof Client): Promise<Client.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    const secret = clientSecret();
    if (this.known?.secret === secret) return this.known.config;
    try {
      // The ID token comes over TLS from the provider itself; its signature is looked at all the same.
      const execute = [client.enableNonRepudiationChecks];
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- for an issuer on this machine only, which the settings see to
      if (new URL(issuer).protocol === 'http:') execute.push(client.allowInsecureRequests);
      const config = await client.discovery(new URL(issuer), clientId, secret, undefined, {
        timeout: TIMEOUT_SECONDS,
        execute,
      });
      this.known = { secret, config };
      return config;
    } catch (failure) {
      throw new ProviderUnavailable(failure);
    }
  }
}
