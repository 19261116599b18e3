import type { AuditTrail } from '#app/ports/audit-trail.ts';
import type { Passwords } from '#app/ports/passwords.ts';
import type { PeopleStore, Person } from '#app/ports/people-store.ts';
import type { SignInCounter } from '#app/ports/sign-in-counter.ts';
import { signInLimits } from '#core/access/sign-in-limits.ts';

import type { BeginSession, BegunSession } from './begin-session.ts';
import { TooManySignIns, WrongSignIn } from './people-errors.ts';

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  /** Where it came from, for the limits. */
  readonly address: string;
}

/**
 * Lets somebody in by e-mail address and password.
 *
 * Each try is counted before anything is looked at, an unknown address costs as much time as a
 * wrong password, and both are answered with the same words.
 */
export class SignIn {
  constructor(
    private readonly people: PeopleStore,
    private readonly passwords: Passwords,
    private readonly counter: SignInCounter,
    private readonly sessions: BeginSession,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws TooManySignIns, WrongSignIn */
  async execute({ email: given, password, address }: SignInAttempt): Promise<BegunSession> {
    const email = given.trim().toLowerCase();
    const limits = signInLimits(email, address);
    const waitSeconds = await this.counter.count(limits);
    if (waitSeconds !== undefined) throw new TooManySignIns(waitSeconds);

    const person = await this.known(email, password);
    if (person === undefined) {
      await this.audit.write({
        actor: 'nobody',
        action: 'session.refused',
        subject: email.slice(0, 254),
        details: { address },
      });
      throw new WrongSignIn();
    }
    await this.counter.forget(limits.map(({ name }) => name));
    return this.sessions.execute(person, 'password');
  }

  private async known(email: string, password: string): Promise<Person | undefined> {
    const found = await this.people.byEmail(email);
    const isRight = await this.passwords.verify(password, found?.passwordHash);
    return isRight && found?.person.isDisabled === false ? found.person : undefined;
  }
}
