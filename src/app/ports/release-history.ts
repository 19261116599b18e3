/** A release as a list shows it. */
export interface ListedRelease {
  readonly id: number;
  readonly hash: string;
  /** Who published it first, and when. */
  readonly by: string;
  readonly at: Date;
  /** Where it is live: who made it so, and since when. */
  readonly live: { readonly by: string; readonly since: Date } | undefined;
}

/** What was published; their files stay in the store. */
export abstract class ReleaseHistory {
  /** The newest first. @param page `before`: only older ones than this */
  abstract list(page: {
    readonly before: number | undefined;
    readonly limit: number;
  }): Promise<readonly ListedRelease[]>;

  abstract live(): Promise<ListedRelease | undefined>;
}
