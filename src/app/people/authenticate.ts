import type { AccessTokens } from '#app/ports/access-tokens.ts';
import type { ApiKeyStore } from '#app/ports/api-key-store.ts';
import type { SessionStore } from '#app/ports/session-store.ts';
import { type Caller, callerOf } from '#core/access/caller.ts';

/** Somebody who is signed in, with what their browser must send along with each write. */
export interface SignedIn {
  readonly caller: Caller;
  readonly sessionId: string;
  readonly csrf: string;
  readonly expiresAt: Date;
}

/** Says who asks. Looked up each time: a role that is taken away is gone with the next request. */
export class Authenticate {
  constructor(
    private readonly sessions: SessionStore,
    private readonly keys: ApiKeyStore,
    private readonly tokens: AccessTokens,
  ) {}

  /** By a session's token, from a cookie; `undefined` where it opens nothing. */
  async session(token: string): Promise<SignedIn | undefined> {
    const found = await this.sessions.find(this.tokens.hashOf(token));
    if (found === undefined) return undefined;
    return {
      caller: callerOf(found.caller),
      sessionId: found.id,
      csrf: this.tokens.csrfOf(token),
      expiresAt: found.expiresAt,
    };
  }

  /** By an API key; `undefined` where it opens nothing. */
  async key(key: string): Promise<Caller | undefined> {
    const found = await this.keys.find(this.tokens.hashOf(key));
    return found && callerOf(found);
  }

  /** Whether a write was sent by our own page. */
  provesOwnPage({ csrf }: SignedIn, given: string): boolean {
    return this.tokens.same(csrf, given);
  }
}
