import type { IdentityDirectory } from '#app/ports/identity-directory.ts';
import type { Ids } from '#app/ports/ids.ts';
import { type Identity, identityKey, strongestFirst } from '#core/conversation/identity.ts';
import { type Match, matchIdentities } from '#core/conversation/match-identities.ts';

import { StoreUnavailable } from './accept-errors.ts';

/** Names of recent customers kept in memory: some 12 MB. */
const REMEMBERED = 50_000;
/** Rounds of asking: someone else may be first with a name, but not for ever. */
const ROUNDS = 5;

interface Asked {
  readonly identities: readonly Identity[];
  readonly settle: (conversationId: string) => void;
  readonly refuse: (why: Error) => void;
}

/**
 * Finds the conversation of a customer, or begins it (DESIGN, section 5, rules 1 and 11).
 *
 * Owns a memory of who is who. It holds no more than the directory does: a conversation that was
 * merged since is found out under its lock, and forgotten here.
 */
export class FindConversation {
  private readonly remembered = new Map<string, string>();
  private asked: Asked[] = [];
  private isAsking = false;
  /** Told of a conversation that was closed in favour of another, before anything more enters that one. */
  onMerged: (closedId: string) => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly directory: IdentityDirectory,
    private readonly ids: Ids,
  ) {}

  /** The conversation, where exactly these names were met lately. */
  known(identities: readonly Identity[]): string | undefined {
    return this.remembered.get(memoryKey(identities));
  }

  /** @throws StoreUnavailable */
  execute(identities: readonly Identity[]): Promise<string> {
    return new Promise((settle, refuse) => {
      this.asked.push({ identities, settle, refuse });
      if (!this.isAsking) void this.askForAll();
    });
  }

  /** The conversation was closed: whoever was known by it is looked up again. */
  forget(conversationId: string): void {
    for (const [key, id] of this.remembered) {
      if (id === conversationId) this.remembered.delete(key);
    }
  }

  private async askForAll(): Promise<void> {
    this.isAsking = true;
    // What comes with this turn of the event loop is asked for together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.asked.length > 0) {
      const asked = this.asked;
      this.asked = [];
      await this.askFor(asked);
    }
    this.isAsking = false;
  }

  private async askFor(asked: readonly Asked[]): Promise<void> {
    try {
      let open = asked;
      for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
        open = await this.round(open);
      }
      for (const { refuse } of open) refuse(new StoreUnavailable('a name that nobody keeps'));
    } catch (failure) {
      const why = failure instanceof Error ? failure : new Error(String(failure));
      for (const { refuse } of asked) refuse(why);
    }
  }

  /** Settles those who are known, bears the others, and answers whom to ask for again. */
  private async round(asked: readonly Asked[]): Promise<readonly Asked[]> {
    const names = new Map(
      asked.flatMap(({ identities }) => identities.map((name) => [identityKey(name), name])),
    );
    const { known, conversations } = await this.directory.find([...names.values()]);
    const unknown: Asked[] = [];
    for (const one of asked) {
      const match = matchIdentities(one.identities, known, conversations);
      if (match.kind === 'new') unknown.push(one);
      else await this.settle(one, match);
    }
    if (unknown.length === 0) return [];

    const newborns = new Map(
      unknown.map(({ identities }) => [memoryKey(identities), strongestFirst(identities)]),
    );
    await this.directory.bear(
      [...newborns.values()].map((identities) => ({ id: this.ids.next(), identities })),
    );
    return unknown;
  }

  private async settle(one: Asked, match: Match & { readonly kind: 'known' }): Promise<void> {
    const { conversationId, added, sameAs } = match;
    if (added.length > 0) await this.directory.add(conversationId, added);
    if (sameAs !== undefined) {
      const closed = await this.directory.merge(conversationId, sameAs);
      this.forget(sameAs);
      if (closed !== undefined) await this.onMerged(closed);
    }
    this.remember(memoryKey(one.identities), conversationId);
    one.settle(conversationId);
  }

  private remember(key: string, conversationId: string): void {
    const oldest = this.remembered.size >= REMEMBERED ? this.remembered.keys().next() : undefined;
    if (oldest?.done === false) this.remembered.delete(oldest.value);
    this.remembered.set(key, conversationId);
  }
}

function memoryKey(identities: readonly Identity[]): string {
  return identities.length === 1 && identities[0] !== undefined
    ? identityKey(identities[0])
    : identities.map(identityKey).join('\n');
}
