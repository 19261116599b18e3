import type { Role } from '#core/access/policy.ts';

/** Somebody who may sign in. */
export interface Person {
  /** UUID. */
  readonly id: string;
  /** In lower case; unique. */
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Queues whose conversations they see as an agent; `*` for all. */
  readonly queues: readonly string[];
  /** Of the pages they see, such as `es`. */
  readonly locale: string | undefined;
  readonly isDisabled: boolean;
  /** Must set a password of their own before anything else. */
  readonly mustChangePassword: boolean;
  readonly hasPassword: boolean;
  /** Signs in by the identity provider. */
  readonly isLinked: boolean;
  readonly createdAt: Date;
}

export interface NewPerson extends Pick<
  Person,
  'id' | 'email' | 'name' | 'roles' | 'queues' | 'locale' | 'mustChangePassword'
> {
  readonly passwordHash?: string;
  readonly subject?: Subject;
}

/** Who somebody is at an identity provider. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** What is said is changed, the rest stays. */
export type PersonChanges = Partial<
  Pick<Person, 'name' | 'roles' | 'queues' | 'locale' | 'isDisabled'>
>;

/** What somebody must know to be let in. */
export interface Credentials {
  readonly person: Person;
  readonly passwordHash: string | undefined;
}

export type PersonChanged = 'changed' | 'not-found' | 'last-admin';

/** People who may sign in; each change is written into the audit with it. */
export abstract class PeopleStore {
  /** By e-mail address, page by page. */
  abstract list(page: {
    readonly after: string | undefined;
    readonly limit: number;
  }): Promise<readonly Person[]>;

  abstract byId(id: string): Promise<Person | undefined>;

  abstract byEmail(email: string): Promise<Credentials | undefined>;

  abstract bySubject(subject: Subject): Promise<Person | undefined>;

  /** Answers whether the address was free. @param actor for the audit */
  abstract add(person: NewPerson, actor: string): Promise<boolean>;

  /** As `add`, but only where there is nobody yet. */
  abstract addFirst(person: NewPerson, actor: string): Promise<boolean>;

  /**
   * Whoever loses a role or is disabled has no session after it. The last admin who may sign in
   * stays one.
   */
  abstract change(id: string, changes: PersonChanges, actor: string): Promise<PersonChanged>;

  /** Ends all of the person's sessions. Answers whether there is such a person. */
  abstract setPassword(
    id: string,
    password: { readonly hash: string; readonly mustChange: boolean },
    actor: string,
  ): Promise<boolean>;

  /** From now on the person signs in as this subject; answers `false` where they have another. */
  abstract link(id: string, subject: Subject, actor: string): Promise<boolean>;
}
