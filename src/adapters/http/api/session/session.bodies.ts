import type { SignedIn } from '#app/people/authenticate.ts';
import type { Caller } from '#core/access/caller.ts';
import { LONGEST_PASSWORD } from '#core/access/password-rules.ts';
import { PERMISSIONS, ROLES } from '#core/access/policy.ts';

import { Choice, Choices, Flag, Moment, Text, Texts, Uuid } from '../frame/fields.ts';

export class SignInBody {
  @Text({ min: 1, max: 254, example: 'ana@shop.example' })
  readonly email!: string;

  @Text({ min: 1, max: LONGEST_PASSWORD })
  readonly password!: string;
}

export class OwnPasswordBody {
  @Text({ min: 1, max: LONGEST_PASSWORD })
  readonly current!: string;

  @Text({ min: 1, max: LONGEST_PASSWORD, about: 'At least 12 characters: a few words do.' })
  readonly next!: string;
}

export class SessionAnswer {
  @Choice(['person', 'key'])
  readonly kind!: string;

  @Uuid()
  readonly id!: string;

  @Text()
  readonly name!: string;

  @Text({ about: 'As the audit names them.' })
  readonly actor!: string;

  @Choices(ROLES)
  readonly roles!: readonly string[];

  @Choices(PERMISSIONS, { about: 'What they may do: menus show what is in it.' })
  readonly permissions!: readonly string[];

  @Texts({ optional: true, about: 'Queues whose conversations they see; null: every one.' })
  readonly queues!: readonly string[] | null;

  @Flag({ about: 'Nothing else is allowed before PUT /api/session/password.' })
  readonly must_change_password!: boolean;

  @Text({ optional: true, about: 'Send it as X-Parley-Csrf with each write; null for API keys.' })
  readonly csrf_token!: string | null;

  @Moment({ optional: true })
  readonly expires_at!: string | null;
}

export class WaysAnswer {
  @Flag()
  readonly password!: boolean;

  @Flag({ about: 'GET /api/session/oidc leads to the company’s own sign-in.' })
  readonly oidc!: boolean;
}

export function sessionAnswer(caller: Caller, session: SignedIn | undefined): SessionAnswer {
  const { kind, id, name, actor, roles, permissions, scope, mustChangePassword } = caller;
  return {
    ...{ kind, id, name, actor, roles, permissions: [...permissions] },
    queues: scope.kind === 'all' ? null : scope.queues,
    must_change_password: mustChangePassword,
    csrf_token: session?.csrf ?? null,
    expires_at: session?.expiresAt.toISOString() ?? null,
  };
}
