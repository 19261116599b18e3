import { type Permission, permissionsOf, type Role } from './policy.ts';
import { type Scope, scopeOf } from './scope.ts';

/** Whoever asks something of the API, once it is known who that is. */
export interface Caller {
  readonly kind: 'person' | 'key';
  /** UUID of the person, or of the key. */
  readonly id: string;
  /** For people to read: a name. */
  readonly name: string;
  /** For the audit: a person's e-mail address, or `key:` and the key's prefix. */
  readonly actor: string;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  /** Whose conversations they see. */
  readonly scope: Scope;
  /** Must set a password of their own before anything else. */
  readonly mustChangePassword: boolean;
}

/** What is stored of them. */
export interface KnownCaller extends Omit<Caller, 'permissions' | 'scope'> {
  readonly queues: readonly string[];
}

/** Adds what follows from roles and queues. */
export function callerOf({ queues, ...known }: KnownCaller): Caller {
  const permissions = permissionsOf(known.roles, known.kind);
  const scope = scopeOf({ id: known.id, queues, permissions });
  return { ...known, permissions, scope };
}
