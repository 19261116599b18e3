import {
  type Credentials,
  type NewPerson,
  PeopleStore,
  type Person,
  type PersonChanged,
  type PersonChanges,
  type Subject,
} from '#app/ports/people-store.ts';

import { translated } from '../postgres-errors.ts';
import type { PrismaClient } from '../prisma.ts';
import { personOf } from './person-row.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Changes of people wait for each other, so that two admins cannot take the last role away at once. */
const ONE_AT_A_TIME = 7_150_011;

type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

export class PostgresPeopleStore extends PeopleStore {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async list(page: {
    readonly after: string | undefined;
    readonly limit: number;
  }): Promise<readonly Person[]> {
    const { after, limit } = page;
    const rows = await this.prisma.person
      .findMany({
        ...(after !== undefined && { where: { email: { gt: after } } }),
        orderBy: { email: 'asc' },
        take: limit,
      })
      .catch(refuse);
    return rows.map(personOf);
  }

  override async byId(id: string): Promise<Person | undefined> {
    if (!UUID.test(id)) return undefined;
    const row = await this.prisma.person.findUnique({ where: { id } }).catch(refuse);
    return row === null ? undefined : personOf(row);
  }

  override async byEmail(email: string): Promise<Credentials | undefined> {
    // Postgres keeps no NUL: nobody has such an address.
    if (email.includes('\0')) return undefined;
    const row = await this.prisma.person.findUnique({ where: { email } }).catch(refuse);
    if (row === null) return undefined;
    return { person: personOf(row), passwordHash: row.passwordHash ?? undefined };
  }

  override async bySubject({ issuer, subject }: Subject): Promise<Person | undefined> {
    const where = { oidcIssuer: issuer, oidcSubject: subject };
    const row = await this.prisma.person.findFirst({ where }).catch(refuse);
    return row === null ? undefined : personOf(row);
  }

  override add(person: NewPerson, actor: string): Promise<boolean> {
    return this.changing((tx) => insert(tx, person, actor));
  }

  override addFirst(person: NewPerson, actor: string): Promise<boolean> {
    return this.changing(async (tx) => {
      if ((await tx.person.count()) > 0) return false;
      return insert(tx, person, actor);
    });
  }

  override change(id: string, changes: PersonChanges, actor: string): Promise<PersonChanged> {
    if (!UUID.test(id)) return Promise.resolve('not-found');
    return this.changing(async (tx) => {
      const found = await tx.person.findUnique({ where: { id } });
      if (found === null) return 'not-found';

      const before = personOf(found);
      const after = { ...before, ...changes };
      const staysAdmin = after.roles.includes('admin') && !after.isDisabled;
      if (!staysAdmin && (await isLastAdmin(tx, before))) return 'last-admin';

      await tx.person.update({ where: { id }, data: dataOf(changes, found.disabledAt) });
      const lost = before.roles.some((role) => !after.roles.includes(role));
      if (lost || after.isDisabled) await tx.session.deleteMany({ where: { personId: id } });
      await write(tx, actor, 'person.change', before.email, { ...changes });
      return 'changed';
    });
  }

  override setPassword(
    id: string,
    { hash, mustChange }: { readonly hash: string; readonly mustChange: boolean },
    actor: string,
  ): Promise<boolean> {
    return this.changing(async (tx) => {
      const found = await tx.person.findUnique({ where: { id } });
      if (found === null) return false;

      const data = { passwordHash: hash, mustChangePassword: mustChange };
      await tx.person.update({ where: { id }, data });
      await tx.session.deleteMany({ where: { personId: id } });
      await write(
        tx,
        actor,
        mustChange ? 'person.reset-password' : 'person.set-password',
        found.email,
        {},
      );
      return true;
    });
  }

  override link(id: string, { issuer, subject }: Subject, actor: string): Promise<boolean> {
    return this.changing(async (tx) => {
      const { count } = await tx.person.updateMany({
        where: { id, oidcSubject: null },
        // Whoever comes from there needs no password of their own.
        data: { oidcIssuer: issuer, oidcSubject: subject, mustChangePassword: false },
      });
      if (count > 0) await write(tx, actor, 'person.link', id, { issuer });
      return count > 0;
    });
  }

  private changing<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.prisma
      .$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME})`;
        return work(tx);
      })
      .catch(refuse);
  }
}

async function insert(tx: Transaction, person: NewPerson, actor: string): Promise<boolean> {
  const { id, email, name, roles, queues, locale, mustChangePassword } = person;
  const { passwordHash, subject } = person;
  const row = {
    ...{ id, email, name, mustChangePassword, roles: [...roles], queues: [...queues] },
    locale: locale ?? null,
    passwordHash: passwordHash ?? null,
    oidcIssuer: subject?.issuer ?? null,
    oidcSubject: subject?.subject ?? null,
  };
  const { count } = await tx.person.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return false;
  await write(tx, actor, 'person.add', email, { id, name, roles, queues });
  return true;
}

async function isLastAdmin(tx: Transaction, person: Person): Promise<boolean> {
  if (!person.roles.includes('admin') || person.isDisabled) return false;
  const others = { id: { not: person.id }, roles: { has: 'admin' }, disabledAt: null };
  return (await tx.person.count({ where: others })) === 0;
}

function dataOf({ name, roles, queues, isDisabled, ...rest }: PersonChanges, since: Date | null) {
  return {
    ...(name !== undefined && { name }),
    ...(roles !== undefined && { roles: [...roles] }),
    ...(queues !== undefined && { queues: [...queues] }),
    ...('locale' in rest && { locale: rest.locale ?? null }),
    ...(isDisabled !== undefined && { disabledAt: isDisabled ? (since ?? new Date()) : null }),
  };
}

async function write(
  tx: Transaction,
  actor: string,
  action: string,
  subject: string,
  details: object,
): Promise<void> {
  await tx.audit.create({ data: { actor, action, subject, details } });
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
