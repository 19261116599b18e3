import { byteRange } from '#core/media/byte-range.ts';
import { readToken, signedText, tokenOf } from '#core/media/media-link.ts';
import { mediaTypeOf } from '#core/media/media-type.ts';

import type { MediaSeals } from '../ports/media-seals.ts';
import type { MediaName, MediaShelf, OutgoingMedia } from '../ports/media-shelf.ts';
import { AttachmentsAreOff, NoSuchMedia } from './media-errors.ts';
import type { OpenMedia } from './read-media.ts';

/** A reply waits a day at most, and Braze tries for another one. */
const OPEN_FOR_MS = 3 * 24 * 3_600_000;

/** The path before an address' token. */
export const PUBLIC_PATH = 'media/out';

/**
 * Gives files of agents out to whoever has their address: Braze, and WhatsApp behind it.
 *
 * An address is signed with the file's own key and open for three days; it cannot be guessed, and
 * leads to no other file.
 */
export class PublicMedia {
  constructor(
    private readonly shelf: MediaShelf,
    private readonly seals: MediaSeals,
    /** Where the world reaches Parley; `undefined` where that is not known. */
    private readonly base: string | undefined,
  ) {}

  get isOn(): boolean {
    return this.base !== undefined;
  }

  /** @throws AttachmentsAreOff */
  urlOf({ conversationId, id }: MediaName, { key, nowMs, name }: OutgoingMedia): string {
    if (this.base === undefined) throw new AttachmentsAreOff();
    const link = { conversationId, id, untilMs: nowMs + OPEN_FOR_MS };
    const token = tokenOf(link, this.seals.sign(key, signedText(link)));
    return `${this.base.replace(/\/+$/, '')}/${PUBLIC_PATH}/${token}/${encodeURIComponent(name)}`;
  }

  /**
   * @param wanted `Range`, as it was sent
   * @throws NoSuchMedia for whatever is not signed, over or gone: which of them is not told
   */
  async open(token: string, wanted: string | undefined): Promise<OpenMedia> {
    const read = readToken(token);
    const found = read && (await this.shelf.outgoing(read.link));
    if (read === undefined || found === undefined) throw new NoSuchMedia('');
    const { link, signature } = read;
    const isGenuine = this.seals.isGenuine(found.key, signedText(link), signature);
    if (!isGenuine || found.nowMs > link.untilMs) throw new NoSuchMedia('');

    const { type, name, size } = found;
    const range = byteRange(wanted, size);
    const piece = typeof range === 'object' ? range : { start: 0, end: size - 1 };
    return { type: sentAs(type), name, size, range, bytes: this.shelf.bytes(link, piece) };
  }
}

/** As what it is, so that WhatsApp takes it: it was looked at when it was brought. */
function sentAs(type: string): OpenMedia['type'] {
  const { kind, inline } = mediaTypeOf(type);
  return { kind, inline, served: type };
}
