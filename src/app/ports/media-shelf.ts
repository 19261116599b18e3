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

/** A file that an agent brought. */
export interface BroughtFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
  readonly by: string;
  /** Signs its address. */
  readonly key: Uint8Array;
}

/** The same, once it is kept. */
export interface OutgoingMedia {
  readonly type: string;
  readonly name: string;
  readonly size: number;
  readonly key: Uint8Array;
  /** What time it is for everybody: UTC milliseconds. */
  readonly nowMs: number;
}

/** Files that are kept. What is out of scope is not found. */
export abstract class MediaShelf {
  abstract find(name: MediaName, scope: Scope): Promise<ShownMedia | undefined>;

  /** Keeps what an agent brought; answers its id. */
  abstract bring(conversationId: string, file: BroughtFile): Promise<string>;

  /** What this person brought to that conversation and is still kept. */
  abstract brought(name: MediaName, by: string): Promise<OutgoingMedia | undefined>;

  /** What may be given out by its address; nothing that a customer sent. */
  abstract outgoing(name: MediaName): Promise<OutgoingMedia | undefined>;

  /** The bytes of a file, in pieces; nothing where it is erased meanwhile. */
  abstract bytes(name: MediaName, range: ByteRange): AsyncIterable<Uint8Array>;

  /** Has what failed fetched anew. @returns whether it had failed */
  abstract fetchAgain(name: MediaName, scope: Scope): Promise<boolean>;

  /** Lets go of files that are older, so many at most; answers how many. */
  abstract forgetOlderThan(days: number, limit: number): Promise<number>;
}
