/** Keys by which duplicates are recognised. */
export abstract class DedupeKeys {
  /** Forgets at most `limit` keys that are older than this; answers how many. */
  abstract forgetOlderThan(ageHours: number, limit: number): Promise<number>;
}
