import type { Scope } from '#core/access/scope.ts';
import { type ByteRange, byteRange } from '#core/media/byte-range.ts';
import { type MediaType, mediaTypeOf } from '#core/media/media-type.ts';

import type { MediaName, MediaShelf } from '../ports/media-shelf.ts';
import { MediaNotHere, NoSuchMedia } from './media-errors.ts';

/** A file, or a piece of it, on its way to a browser. */
export interface OpenMedia {
  readonly type: MediaType;
  readonly name: string | undefined;
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** The piece; `none`: there is no such piece, `undefined`: the whole file. */
  readonly range: ByteRange | 'none' | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Gives files to those who may see their conversation. */
export class ReadMedia {
  constructor(private readonly shelf: MediaShelf) {}

  /**
   * @param wanted `Range`, as it was sent
   * @throws NoSuchMedia, MediaNotHere
   */
  async open(name: MediaName, wanted: string | undefined, scope: Scope): Promise<OpenMedia> {
    const shown = await this.shelf.find(name, scope);
    if (shown === undefined) throw new NoSuchMedia(name.id);
    if (shown.state !== 'kept') throw new MediaNotHere(name.id, shown.state, shown.reason);

    const { type, size } = shown;
    const range = byteRange(wanted, size);
    const piece = typeof range === 'object' ? range : { start: 0, end: size - 1 };
    const bytes = this.shelf.bytes(name, piece);
    return { type: mediaTypeOf(type), name: shown.name, size, range, bytes };
  }

  /** Has what failed fetched anew, soon. @throws NoSuchMedia, MediaNotHere where there is nothing to fetch */
  async fetchAgain(name: MediaName, scope: Scope): Promise<void> {
    if (await this.shelf.fetchAgain(name, scope)) return;
    const shown = await this.shelf.find(name, scope);
    if (shown === undefined) throw new NoSuchMedia(name.id);
    if (shown.state === 'forgotten') throw new MediaNotHere(name.id, shown.state, shown.reason);
  }
}
