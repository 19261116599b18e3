import type { Scope } from '#core/access/scope.ts';
import type { ByteRange } from '#core/media/byte-range.ts';

export type MediaState = 'pending' | 'kept' | 'failed' | 'forgotten';

/** A file as people see it. */
export interface ShownMedia {
  readonly id: string;
  readonly idx: number;
  readonly state: MediaState;
  /** Why it is not here. */
  readonly reason: string | undefined;
  /** By its content; `null` where that does not show. */
  readonly type: string | null;
  /** Bytes. */
  readonly size: number;
  readonly name: string | undefined;
}

/** Which file, of which conversation. */
export interface MediaName {
  readonly conversationId: string;
  readonly id: string;
}

/** Files that are kept. What is out of scope is not found. */
export abstract class MediaShelf {
  abstract find(name: MediaName, scope: Scope): Promise<ShownMedia | undefined>;

  /** The bytes of a file, in pieces; nothing where it is erased meanwhile. */
  abstract bytes(name: MediaName, range: ByteRange): AsyncIterable<Uint8Array>;

  /** Has what failed fetched anew. @returns whether it had failed */
  abstract fetchAgain(name: MediaName, scope: Scope): Promise<boolean>;

  /** Lets go of files that are older, so many at most; answers how many. */
  abstract forgetOlderThan(days: number, limit: number): Promise<number>;
}
