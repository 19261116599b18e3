import type { Person } from '#app/ports/people-store.ts';
import { isRole } from '#core/access/policy.ts';

/** A row of `person`, as Prisma answers it. */
export interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  readonly oidcSubject: string | null;
  readonly roles: readonly string[];
  readonly queues: readonly string[];
  readonly locale: string | null;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

/** Roles that this build does not know are none. */
export function personOf(row: PersonRow): Person {
  return {
    ...{ id: row.id, email: row.email, name: row.name, queues: row.queues },
    roles: row.roles.filter(isRole),
    locale: row.locale ?? undefined,
    isDisabled: row.disabledAt !== null,
    mustChangePassword: row.mustChangePassword,
    hasPassword: row.passwordHash !== null,
    isLinked: row.oidcSubject !== null,
    createdAt: row.createdAt,
  };
}
