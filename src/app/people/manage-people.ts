import type { AccessTokens } from '#app/ports/access-tokens.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Passwords } from '#app/ports/passwords.ts';
import type { PeopleStore, Person, PersonChanges } from '#app/ports/people-store.ts';
import { passwordFault } from '#core/access/password-rules.ts';
import type { Role } from '#core/access/policy.ts';

import {
  AddressTaken,
  LastAdmin,
  NobodyOfThisId,
  PasswordRefused,
  WrongSignIn,
} from './people-errors.ts';

/** What an admin says of somebody new. */
export interface Newcomer {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly queues: readonly string[];
  readonly locale?: string;
}

/** Somebody who may sign in now, with the words to do it once. */
export interface Invited {
  readonly id: string;
  readonly email: string;
  /** Shown once, stored nowhere; must be replaced at the first sign-in. */
  readonly oneTimePassword: string;
}

const FIRST_ADMIN = { email: 'admin@parley.local', name: 'First admin' };

/** Who may sign in, as admins manage it. */
export class ManagePeople {
  constructor(
    private readonly people: PeopleStore,
    private readonly passwords: Passwords,
    private readonly tokens: AccessTokens,
    private readonly ids: Ids,
  ) {}

  /** By e-mail address. @param after the address that the page before ended with */
  list(page: {
    readonly after: string | undefined;
    readonly limit: number;
  }): Promise<readonly Person[]> {
    return this.people.list(page);
  }

  /** @throws NobodyOfThisId */
  async one(id: string): Promise<Person> {
    const person = await this.people.byId(id);
    if (person === undefined) throw new NobodyOfThisId(id);
    return person;
  }

  /** @throws NobodyOfThisId */
  async byEmail(email: string): Promise<Person> {
    const found = await this.people.byEmail(email.trim().toLowerCase());
    if (found === undefined) throw new NobodyOfThisId(email);
    return found.person;
  }

  /** @throws AddressTaken */
  async add(newcomer: Newcomer, actor: string): Promise<Invited> {
    const { person, oneTimePassword } = await this.invitation(newcomer);
    if (!(await this.people.add(person, actor))) throw new AddressTaken();
    return { id: person.id, email: person.email, oneTimePassword };
  }

  /** An admin, where there is nobody yet; of two processes that start together one makes it. */
  async addFirstAdmin(): Promise<Invited | undefined> {
    const newcomer = { ...FIRST_ADMIN, roles: ['admin'] as const, queues: ['*'] };
    if ((await this.people.list({ after: undefined, limit: 1 })).length > 0) return undefined;
    const { person, oneTimePassword } = await this.invitation(newcomer);
    if (!(await this.people.addFirst(person, 'first start'))) return undefined;
    return { id: person.id, email: person.email, oneTimePassword };
  }

  /** @throws NobodyOfThisId, LastAdmin */
  async change(id: string, changes: PersonChanges, actor: string): Promise<Person> {
    const outcome = await this.people.change(id, changes, actor);
    if (outcome === 'not-found') throw new NobodyOfThisId(id);
    if (outcome === 'last-admin') throw new LastAdmin();
    return this.one(id);
  }

  /** A new one-time password; whoever is signed in with the old one is no longer. @throws NobodyOfThisId */
  async resetPassword(id: string, actor: string): Promise<Invited> {
    const { email } = await this.one(id);
    const oneTimePassword = this.tokens.oneTimePassword();
    const hash = await this.passwords.hash(oneTimePassword);
    if (!(await this.people.setPassword(id, { hash, mustChange: true }, actor))) {
      throw new NobodyOfThisId(id);
    }
    return { id, email, oneTimePassword };
  }

  /**
   * One's own, proved by the one before; all sessions end.
   *
   * @throws WrongSignIn, PasswordRefused
   */
  async changeOwnPassword(
    id: string,
    { current, next }: { readonly current: string; readonly next: string },
  ): Promise<Person> {
    const { email } = await this.one(id);
    const found = await this.people.byEmail(email);
    const isRight = await this.passwords.verify(current, found?.passwordHash);
    if (!isRight) throw new WrongSignIn();
    const fault = next === current ? 'The new password is the old one' : passwordFault(next, email);
    if (fault !== undefined) throw new PasswordRefused(fault);

    const hash = await this.passwords.hash(next);
    await this.people.setPassword(id, { hash, mustChange: false }, email);
    return this.one(id);
  }

  private async invitation({ email, name, roles, queues, locale }: Newcomer) {
    const oneTimePassword = this.tokens.oneTimePassword();
    const person = {
      ...{ id: this.ids.next(), email: email.trim().toLowerCase(), name: name.trim() },
      ...{ roles, queues, locale, mustChangePassword: true },
      passwordHash: await this.passwords.hash(oneTimePassword),
    };
    return { person, oneTimePassword };
  }
}
