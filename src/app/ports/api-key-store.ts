import type { KnownCaller } from '#core/access/caller.ts';
import type { Role } from '#core/access/policy.ts';

/** A machine's way in. */
export interface ApiKey {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  /** The beginning of the key, by which people know it again. */
  readonly prefix: string;
  readonly roles: readonly Role[];
  readonly queues: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
  readonly revokedAt: Date | undefined;
  /** Id of the key that it takes the place of. */
  readonly rotatedFrom: string | undefined;
}

export interface NewApiKey extends Pick<ApiKey, 'id' | 'name' | 'prefix' | 'roles' | 'queues'> {
  /** Of the key; the key itself is stored nowhere. */
  readonly hash: string;
  readonly expiresAt: Date | undefined;
}

/** What the new key of a rotation has of its own. */
export type Successor = Pick<NewApiKey, 'id' | 'prefix' | 'hash'>;

/** Keys of machines; each change is written into the audit with it. */
export abstract class ApiKeyStore {
  /** The newest first. */
  abstract list(page: {
    readonly before: string | undefined;
    readonly limit: number;
  }): Promise<readonly ApiKey[]>;

  abstract add(key: NewApiKey, actor: string): Promise<ApiKey>;

  /** Whose key it is, if it still counts; notes that it was used. */
  abstract find(hash: string): Promise<KnownCaller | undefined>;

  /**
   * Makes a key with the same rights; the old one ends after the overlap, in milliseconds, or
   * when it would have ended. `undefined` where no key of this id still counts.
   */
  abstract rotate(
    id: string,
    successor: Successor,
    overlapMs: number,
    actor: string,
  ): Promise<ApiKey | undefined>;

  /** From now on it opens nothing; answers whether there was such a key. */
  abstract revoke(id: string, actor: string): Promise<boolean>;
}
