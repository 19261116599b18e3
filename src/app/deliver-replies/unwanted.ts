import { type Identity, identityKey } from '#core/conversation/identity.ts';

/** What of a reply says whose it is. */
interface Addressed {
  readonly recipient: Identity;
}

/** A deleted customer or two is usual; beyond this the first of them are forgotten. */
const MOST_KEPT = 1000;

/**
 * Whom Braze refused while it took others of the same call: they travel alone from then on, so
 * that nobody else's message waits because of them. Who is taken again is forgotten here.
 */
export class Unwanted {
  private readonly people = new Set<string>();

  /** Those who travel alone, and the others. */
  apart<T extends Addressed>(
    replies: readonly T[],
  ): readonly [alone: readonly T[], rest: readonly T[]] {
    if (this.people.size === 0 || replies.length < 2) return [[], replies];
    const isAlone = ({ recipient }: T): boolean => this.people.has(identityKey(recipient));
    return [replies.filter(isAlone), replies.filter((reply) => !isAlone(reply))];
  }

  remember({ recipient }: Addressed): void {
    this.people.add(identityKey(recipient));
    if (this.people.size <= MOST_KEPT) return;
    for (const oldest of this.people) {
      this.people.delete(oldest);
      return;
    }
  }

  forget({ recipient }: Addressed): void {
    if (this.people.size > 0) this.people.delete(identityKey(recipient));
  }
}
