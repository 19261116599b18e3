import type { KnownCaller } from '#core/access/caller.ts';

export interface NewSession {
  /** UUID. */
  readonly id: string;
  /** Of the token that the browser keeps; the token itself is stored nowhere. */
  readonly tokenHash: string;
  readonly personId: string;
}

export interface FoundSession {
  readonly id: string;
  readonly expiresAt: Date;
  readonly caller: KnownCaller;
}

/** Who is signed in. Its times are the database's real ones: nobody moves them in the sandbox. */
export abstract class SessionStore {
  /** Begins it and writes that into the audit; sweeps what is over. */
  abstract begin(
    session: NewSession,
    actor: string,
    way: string,
  ): Promise<{ readonly expiresAt: Date }>;

  /** The session, if it is neither over nor its person disabled; notes that it was used. */
  abstract find(tokenHash: string): Promise<FoundSession | undefined>;

  /** Ends it; one that is over already is no fault. */
  abstract end(id: string, actor: string): Promise<void>;
}
