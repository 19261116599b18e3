import { randomUUID } from 'node:crypto';

import {
  type BroughtFile,
  type MediaName,
  MediaShelf,
  type OutgoingMedia,
  type ShownMedia,
} from '#app/ports/media-shelf.ts';
import type { ByteRange } from '#core/media/byte-range.ts';

/** Files that agents brought, in memory; nothing of customers. */
export class FakeMediaShelf extends MediaShelf {
  nowMs = Date.UTC(2026, 0, 5);
  private readonly files = new Map<string, BroughtFile>();

  override find(): Promise<ShownMedia | undefined> {
    return Promise.resolve(undefined);
  }

  override bring(conversationId: string, file: BroughtFile): Promise<string> {
    const id = randomUUID();
    this.files.set(keyOf({ conversationId, id }), file);
    return Promise.resolve(id);
  }

  override brought(name: MediaName, by: string): Promise<OutgoingMedia | undefined> {
    const file = this.files.get(keyOf(name));
    return Promise.resolve(file?.by === by ? this.out(file) : undefined);
  }

  override outgoing(name: MediaName): Promise<OutgoingMedia | undefined> {
    const file = this.files.get(keyOf(name));
    return Promise.resolve(file && this.out(file));
  }

  override async *bytes(name: MediaName, { start, end }: ByteRange): AsyncIterable<Uint8Array> {
    const file = await Promise.resolve(this.files.get(keyOf(name)));
    if (file !== undefined) yield file.bytes.subarray(start, end + 1);
  }

  override fetchAgain(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override forgetOlderThan(): Promise<number> {
    this.files.clear();
    return Promise.resolve(0);
  }

  private out({ type, name, bytes, key }: BroughtFile): OutgoingMedia {
    return { type, name, size: bytes.byteLength, key, nowMs: this.nowMs };
  }
}

function keyOf({ conversationId, id }: MediaName): string {
  return `${conversationId} ${id}`;
}
