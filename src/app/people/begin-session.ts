import type { AccessTokens } from '#app/ports/access-tokens.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Person } from '#app/ports/people-store.ts';
import type { SessionStore } from '#app/ports/session-store.ts';

export interface BegunSession {
  /** For the browser's cookie; nobody can be asked for it again. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly person: Person;
}

/** Begins a session of somebody who has proved who they are; its token is always a new one. */
export class BeginSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly tokens: AccessTokens,
    private readonly ids: Ids,
  ) {}

  /** @param way how they proved it, for the audit */
  async execute(person: Person, way: 'password' | 'oidc'): Promise<BegunSession> {
    const token = this.tokens.next();
    const session = {
      id: this.ids.next(),
      tokenHash: this.tokens.hashOf(token),
      personId: person.id,
    };
    const { expiresAt } = await this.sessions.begin(session, person.email, way);
    return { token, expiresAt, person };
  }
}
