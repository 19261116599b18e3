import type { Invited } from '#app/people/manage-people.ts';
import type { Person, PersonChanges } from '#app/ports/people-store.ts';
import { type Role, ROLES } from '#core/access/policy.ts';
import { EVERY_QUEUE } from '#core/access/scope.ts';

import { Choices, Flag, Moment, Text, Texts, Uuid } from '../frame/fields.ts';

const QUEUES = 'Queues whose conversations an agent sees; `*` for every one.';
const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export class NewPersonBody {
  @Text({ min: 3, max: 254, pattern: ADDRESS, example: 'ana@shop.example' })
  readonly email!: string;

  @Text({ min: 1, max: 100 })
  readonly name!: string;

  @Choices(ROLES)
  readonly roles!: readonly Role[];

  @Texts({ optional: true, about: QUEUES })
  readonly queues: readonly string[] = [EVERY_QUEUE];

  @Text({ max: 35, pattern: LOCALE, optional: true, about: 'Of the pages, such as `es`.' })
  readonly locale?: string;
}

export class PersonChangesBody {
  @Text({ min: 1, max: 100, optional: true })
  readonly name?: string;

  @Choices(ROLES, { optional: true })
  readonly roles?: readonly Role[];

  @Texts({ optional: true, about: QUEUES })
  readonly queues?: readonly string[];

  @Text({ max: 35, pattern: LOCALE, optional: true })
  readonly locale?: string;

  @Flag({
    optional: true,
    about: 'Whoever is disabled cannot sign in; their sessions end at once.',
  })
  readonly disabled?: boolean;

  toChanges(): PersonChanges {
    const { name, roles, queues, locale, disabled } = this;
    return {
      ...(name !== undefined && { name }),
      ...(roles !== undefined && { roles }),
      ...(queues !== undefined && { queues }),
      ...(locale !== undefined && { locale }),
      ...(disabled !== undefined && { isDisabled: disabled }),
    };
  }
}

export class PersonAnswer {
  @Uuid()
  readonly id!: string;

  @Text()
  readonly email!: string;

  @Text()
  readonly name!: string;

  @Choices(ROLES)
  readonly roles!: readonly string[];

  @Texts({ about: QUEUES })
  readonly queues!: readonly string[];

  @Text({ optional: true })
  readonly locale!: string | null;

  @Flag()
  readonly disabled!: boolean;

  @Flag({ about: 'Has not set a password of their own yet.' })
  readonly must_change_password!: boolean;

  @Flag({ about: 'Signs in by the identity provider.' })
  readonly linked!: boolean;

  @Moment()
  readonly created_at!: string;
}

export class InvitedAnswer {
  @Uuid()
  readonly id!: string;

  @Text()
  readonly email!: string;

  @Text({ about: 'Shown this once; must be replaced at the first sign-in.' })
  readonly one_time_password!: string;
}

export function personAnswer(person: Person): PersonAnswer {
  const { id, email, name, roles, queues, locale = null } = person;
  return {
    ...{ id, email, name, roles, queues, locale, disabled: person.isDisabled },
    must_change_password: person.mustChangePassword,
    linked: person.isLinked,
    created_at: person.createdAt.toISOString(),
  };
}

export function invitedAnswer({ id, email, oneTimePassword }: Invited): InvitedAnswer {
  return { id, email, one_time_password: oneTimePassword };
}
