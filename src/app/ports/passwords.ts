/** Passwords as they are stored. */
export abstract class Passwords {
  abstract hash(password: string): Promise<string>;

  /**
   * Takes as long where there is no hash as where there is one, so that the time does not tell
   * who has an account.
   */
  abstract verify(password: string, hash: string | undefined): Promise<boolean>;
}
