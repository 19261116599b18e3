import type { AccessTokens } from '#app/ports/access-tokens.ts';
import type { ApiKey, ApiKeyStore } from '#app/ports/api-key-store.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Role } from '#core/access/policy.ts';
import { KEY_OVERLAP_MS } from '#core/access/session-times.ts';

import { NoSuchApiKey } from './people-errors.ts';

/** So many characters of a key are kept and shown: `pk_` and six more. */
const PREFIX_LENGTH = 9;

export interface WantedApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly queues: readonly string[];
  readonly expiresAt: Date | undefined;
}

export interface MadeApiKey {
  /** Shown once, stored nowhere. */
  readonly secret: string;
  readonly key: ApiKey;
}

/** Keys for machines: what they may do is what their roles may. */
export class ManageApiKeys {
  constructor(
    private readonly keys: ApiKeyStore,
    private readonly tokens: AccessTokens,
    private readonly ids: Ids,
  ) {}

  /** The newest first. @param before id that the page before ended with */
  list(page: {
    readonly before: string | undefined;
    readonly limit: number;
  }): Promise<readonly ApiKey[]> {
    return this.keys.list(page);
  }

  async add(wanted: WantedApiKey, actor: string): Promise<MadeApiKey> {
    const { secret, ...made } = this.make();
    return { secret, key: await this.keys.add({ ...wanted, ...made }, actor) };
  }

  /** @param overlapMs for how long both work @throws NoSuchApiKey */
  async rotate(id: string, actor: string, overlapMs = KEY_OVERLAP_MS): Promise<MadeApiKey> {
    const { secret, ...successor } = this.make();
    const key = await this.keys.rotate(id, successor, overlapMs, actor);
    if (key === undefined) throw new NoSuchApiKey(id);
    return { secret, key };
  }

  /** @throws NoSuchApiKey */
  async revoke(id: string, actor: string): Promise<void> {
    if (!(await this.keys.revoke(id, actor))) throw new NoSuchApiKey(id);
  }

  private make(): { secret: string; id: string; prefix: string; hash: string } {
    const secret = `pk_${this.tokens.next()}`;
    const prefix = secret.slice(0, PREFIX_LENGTH);
    return { secret, id: this.ids.next(), prefix, hash: this.tokens.hashOf(secret) };
  }
}
