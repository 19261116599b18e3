/** Something that is said often. */
export interface CannedReply {
  readonly id: string;
  /** Whose alone; `undefined` for the whole team's. */
  readonly owner: string | undefined;
  /** The word that brings it. */
  readonly key: string;
  /** `undefined` for all languages. */
  readonly locale: string | undefined;
  /** `{name}` and the like are filled in by whoever says it. */
  readonly text: string;
}

/** What teams and people have written down to say again. */
export abstract class CannedBook {
  /** The team's, and this person's own; by key. */
  abstract of(owner: string): Promise<readonly CannedReply[]>;

  /**
   * Writes it down, in place of the one of the same owner, key and language.
   *
   * @param most so many may one owner have
   * @returns its id; `undefined` where there are too many
   */
  abstract put(reply: CannedReply, by: string, most: number): Promise<string | undefined>;

  /** @returns whether there was one of this owner */
  abstract remove(id: string, owner: string | undefined): Promise<boolean>;
}
