import type {
  IdentityProvider,
  ProvenIdentity,
  SignInSecrets,
} from '#app/ports/identity-provider.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { PeopleStore, Person } from '#app/ports/people-store.ts';
import type { Role } from '#core/access/policy.ts';
import { type RoleMapping, rolesFromClaim } from '#core/access/roles-from-claim.ts';
import { EVERY_QUEUE } from '#core/access/scope.ts';

import type { BeginSession, BegunSession } from './begin-session.ts';
import { NobodyHere } from './people-errors.ts';

const ACTOR = 'identity provider';

/**
 * Lets somebody in whom the company's identity provider vouches for.
 *
 * With a mapping, the provider's claim says the roles at each sign-in, and whoever has one is
 * known from then on. Without, admins have added the people before, by their e-mail addresses.
 */
export class SignInElsewhere {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly people: PeopleStore,
    private readonly sessions: BeginSession,
    private readonly ids: Ids,
    private readonly mapping: RoleMapping,
  ) {}

  begin(): Promise<{ readonly url: string; readonly secrets: SignInSecrets }> {
    return this.provider.begin();
  }

  /** @throws NobodyHere, ProviderRefused, ProviderUnavailable */
  async finish(query: string, secrets: SignInSecrets): Promise<BegunSession> {
    const proven = await this.provider.finish(query, secrets);
    const roles = this.mapping.size === 0 ? undefined : rolesFromClaim(proven.groups, this.mapping);
    if (roles?.length === 0) await this.refuse(proven);

    const found = (await this.people.bySubject(proven)) ?? (await this.linked(proven));
    const person = found ?? (await this.made(proven, roles));
    const current = roles === undefined ? person : await this.withRoles(person, roles);
    if (current === undefined || current.isDisabled) throw new NobodyHere();
    return this.sessions.execute(current, 'oidc');
  }

  /** Who had a role before has it no longer: sessions elsewhere must not outlive it. */
  private async refuse(proven: ProvenIdentity): Promise<never> {
    const person = await this.people.bySubject(proven);
    if (person !== undefined) await this.people.change(person.id, { roles: [] }, ACTOR);
    throw new NobodyHere();
  }

  /** Only an address that the provider has verified shows that it is the same person. */
  private async linked(proven: ProvenIdentity): Promise<Person | undefined> {
    if (proven.email === undefined) return undefined;
    const found = await this.people.byEmail(proven.email);
    if (found === undefined) return undefined;
    // Somebody else has this address here: two people of one name are never made one.
    if (!(await this.people.link(found.person.id, proven, ACTOR))) throw new NobodyHere();
    return found.person;
  }

  private async made(
    proven: ProvenIdentity,
    roles: readonly Role[] | undefined,
  ): Promise<Person | undefined> {
    const { email, issuer, subject } = proven;
    if (roles === undefined || email === undefined) return undefined;
    await this.people.add(
      {
        ...{ id: this.ids.next(), email, name: proven.name ?? email, roles },
        ...{ queues: [EVERY_QUEUE], locale: undefined, mustChangePassword: false },
        subject: { issuer, subject },
      },
      ACTOR,
    );
    return this.people.bySubject(proven);
  }

  private async withRoles(
    person: Person | undefined,
    roles: readonly Role[],
  ): Promise<Person | undefined> {
    if (person === undefined) return undefined;
    const isSame =
      person.roles.length === roles.length && roles.every((role) => person.roles.includes(role));
    if (isSame) return person;
    await this.people.change(person.id, { roles }, ACTOR);
    return this.people.byId(person.id);
  }
}
