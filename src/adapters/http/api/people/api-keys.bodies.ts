import type { MadeApiKey } from '#app/people/manage-api-keys.ts';
import type { ApiKey } from '#app/ports/api-key-store.ts';
import { type Role, ROLES } from '#core/access/policy.ts';
import { EVERY_QUEUE } from '#core/access/scope.ts';
import { LONGEST_KEY_OVERLAP_MS } from '#core/access/session-times.ts';

import { Choices, Count, Moment, Nested, Text, Texts, Uuid } from '../frame/fields.ts';

const SECONDS = 1000;

export class NewApiKeyBody {
  @Text({ min: 1, max: 100, about: 'What it is for, such as `crm sync`.' })
  readonly name!: string;

  @Choices(ROLES, { about: 'What it may do; never people and keys, whatever its roles.' })
  readonly roles!: readonly Role[];

  @Texts({ optional: true, about: 'For agents’ keys: whose conversations it sees; `*` for all.' })
  readonly queues: readonly string[] = [EVERY_QUEUE];

  @Moment({ optional: true, about: 'Opens nothing after it; without it, until it is revoked.' })
  readonly expires_at?: string;
}

export class RotationBody {
  @Count({
    ...{ max: LONGEST_KEY_OVERLAP_MS / SECONDS, optional: true },
    about: 'For so long the old key works too; a day by default.',
  })
  readonly overlap_seconds?: number;

  get overlapMs(): number | undefined {
    return this.overlap_seconds === undefined ? undefined : this.overlap_seconds * SECONDS;
  }
}

export class ApiKeyAnswer {
  @Uuid()
  readonly id!: string;

  @Text()
  readonly name!: string;

  @Text({ about: 'How the key begins.' })
  readonly prefix!: string;

  @Choices(ROLES)
  readonly roles!: readonly string[];

  @Texts()
  readonly queues!: readonly string[];

  @Text()
  readonly created_by!: string;

  @Moment()
  readonly created_at!: string;

  @Moment({ optional: true })
  readonly expires_at!: string | null;

  @Moment({ optional: true, about: 'To the minute.' })
  readonly last_used_at!: string | null;

  @Moment({ optional: true })
  readonly revoked_at!: string | null;

  @Uuid({ optional: true, about: 'The key that it takes the place of.' })
  readonly rotated_from!: string | null;
}

export class MadeApiKeyAnswer {
  @Text({ about: 'Shown this once: keep it where secrets are kept.' })
  readonly secret!: string;

  @Nested(() => ApiKeyAnswer)
  readonly key!: ApiKeyAnswer;
}

export function apiKeyAnswer(key: ApiKey): ApiKeyAnswer {
  const { id, name, prefix, roles, queues } = key;
  return {
    ...{ id, name, prefix, roles, queues, created_by: key.createdBy },
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    rotated_from: key.rotatedFrom ?? null,
  };
}

export function madeAnswer({ secret, key }: MadeApiKey): MadeApiKeyAnswer {
  return { secret, key: apiKeyAnswer(key) };
}
