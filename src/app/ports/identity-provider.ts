/** What a browser keeps between the two halves of a sign-in; nobody else may see it. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says that somebody is. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** In lower case; `undefined` unless the provider has verified it. */
  readonly email: string | undefined;
  readonly name: string | undefined;
  /** The claim that roles are read from. */
  readonly groups: unknown;
}

/** The company's own sign-in, by OpenID Connect. */
export abstract class IdentityProvider {
  /** Whether there is one. */
  abstract readonly isThere: boolean;

  /** Where to send the browser, and what it must bring back. @throws ProviderUnavailable */
  abstract begin(): Promise<{ readonly url: string; readonly secrets: SignInSecrets }>;

  /**
   * Reads what the browser came back with.
   *
   * @param query of the address it came back to, without its question mark
   * @throws ProviderRefused, ProviderUnavailable
   */
  abstract finish(query: string, secrets: SignInSecrets): Promise<ProvenIdentity>;
}
