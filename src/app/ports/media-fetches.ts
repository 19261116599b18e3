import type { FetchSettlement } from '#core/media/fetch-settlement.ts';

/** A file that this process may fetch now. */
export interface ClaimedMedia {
  readonly conversationId: string;
  readonly id: string;
  readonly url: string;
  /** How many there were, this one included. */
  readonly attempt: number;
}

/** A file by what it is. */
export interface FetchedFile {
  readonly bytes: Uint8Array;
  /** By its content; `null` where that does not show. */
  readonly type: string | null;
  readonly name: string | undefined;
}

/** What customers sent and is not here yet. */
export abstract class MediaFetches {
  /** What is due, for nobody else until the time is over or it is settled. */
  abstract claim(limit: number, heldForMs: number): Promise<readonly ClaimedMedia[]>;

  /**
   * Keeps the file, whole or not at all.
   *
   * @returns `false` where the row is another's by now, or erased: nothing was kept
   */
  abstract keep(claimed: ClaimedMedia, file: FetchedFile): Promise<boolean>;

  /** Writes down why there is none. */
  abstract settle(claimed: ClaimedMedia, settlement: FetchSettlement): Promise<void>;
}
