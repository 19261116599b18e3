import type { SessionStore } from '#app/ports/session-store.ts';

/** Ends a session: its token opens nothing from now on. */
export class SignOut {
  constructor(private readonly sessions: SessionStore) {}

  execute(sessionId: string, actor: string): Promise<void> {
    return this.sessions.end(sessionId, actor);
  }
}
