import type { SignInLimit } from '#core/access/sign-in-limits.ts';

/** Counts tries to sign in, over all replicas. */
export abstract class SignInCounter {
  /**
   * Counts one try against each limit, before anything is looked at, so that a thousand at once
   * are not one.
   *
   * @returns seconds until there may be another, where one of the limits is passed
   */
  abstract count(limits: readonly SignInLimit[]): Promise<number | undefined>;

  /** The try was no guess: what it counted is forgotten. */
  abstract forget(names: readonly string[]): Promise<void>;
}
