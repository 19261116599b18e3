const WINDOW_MS = 15 * 60_000;

/** So many tries of one kind in a window of time. */
export interface SignInLimit {
  /** What is counted; no longer than a row's key should be. */
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
}

/**
 * How often somebody may try to sign in.
 *
 * One address that tries one account is stopped soon. An account that many addresses try is
 * stopped later, so that a stranger cannot lock its owner out with a handful of requests; and so
 * is one address that tries many accounts, which an office behind one proxy also looks like.
 */
export function signInLimits(email: string, address: string): readonly SignInLimit[] {
  const account = email.slice(0, 254);
  return [
    { name: `pair:${account}|${address}`, most: 10, windowMs: WINDOW_MS },
    { name: `account:${account}`, most: 100, windowMs: WINDOW_MS },
    { name: `address:${address}`, most: 200, windowMs: WINDOW_MS },
  ];
}
