import type { Caller } from '#core/access/caller.ts';
import {
  type Attachment,
  ATTACHMENT_KINDS,
  type AttachmentKind,
  attachmentKind,
  LARGEST_IMAGE,
} from '#core/media/attachment.ts';
import { fileName } from '#core/media/file-name.ts';

import type { ReadConversations } from '../conversations/read-conversations.ts';
import type { FileTypes } from '../ports/file-types.ts';
import type { MediaSeals } from '../ports/media-seals.ts';
import type { MediaName, MediaShelf } from '../ports/media-shelf.ts';
import type { ReleaseLibrary } from '../ports/release-library.ts';
import {
  AttachmentsAreOff,
  EmptyFile,
  FileTooLarge,
  NoLayoutFor,
  NoSuchMedia,
  NotAnAttachment,
  TooManyUploads,
} from './media-errors.ts';
import type { PublicMedia } from './public-media.ts';

/** In memory, each as large as is kept. */
const AT_ONCE = 4;

export interface BringWorld {
  readonly conversations: ReadConversations;
  readonly shelf: MediaShelf;
  readonly types: FileTypes;
  readonly seals: MediaSeals;
  readonly releases: Pick<ReleaseLibrary, 'live'>;
  readonly links: PublicMedia;
}

/** What an agent may send beside words. */
export interface AttachmentLimits {
  /** None of them where Braze would not find files. */
  readonly kinds: readonly AttachmentKind[];
  readonly isPublic: boolean;
  readonly mostBytes: Readonly<Record<AttachmentKind, number>>;
}

/** A file that was brought, without its address: that is made once it is sent. */
export type Brought = Omit<Attachment, 'url'>;

/** Takes files of agents, to be sent with their words. */
export class BringMedia {
  private underWay = 0;

  constructor(
    private readonly world: BringWorld,
    private readonly mostBytes: number,
  ) {}

  limits(): AttachmentLimits {
    const layouts = this.world.releases.live()?.release.bot.layouts;
    const isPublic = this.world.links.isOn;
    const kinds = ATTACHMENT_KINDS.filter((kind) => isPublic && layouts?.has(kind) === true);
    const image = Math.min(LARGEST_IMAGE, this.mostBytes);
    return { kinds, isPublic, mostBytes: { image, document: this.mostBytes } };
  }

  /**
   * Reads no more of the file than may be kept.
   *
   * @param bytes as they come
   * @throws NoSuchConversation, AttachmentsAreOff, NotAnAttachment, FileTooLarge, EmptyFile,
   *   NoLayoutFor, TooManyUploads
   */
  async bring(
    conversationId: string,
    { name, bytes }: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
    caller: Pick<Caller, 'id' | 'scope'>,
  ): Promise<Brought> {
    const { conversations, links } = this.world;
    const { id: known } = await conversations.one(conversationId, caller.scope);
    if (!links.isOn) throw new AttachmentsAreOff();
    if (this.underWay >= AT_ONCE) throw new TooManyUploads();

    this.underWay += 1;
    try {
      return await this.keep(known, name, await this.whole(bytes), caller.id);
    } finally {
      this.underWay -= 1;
    }
  }

  /** What goes along with words. @throws NoSuchMedia, AttachmentsAreOff */
  async attachment(name: MediaName, caller: Pick<Caller, 'id'>): Promise<Attachment> {
    const { shelf, links } = this.world;
    const found = await shelf.brought(name, caller.id);
    const kind = attachmentKind(found?.type ?? null);
    if (found === undefined || kind === undefined) throw new NoSuchMedia(name.id);

    const { type, size, name: called } = found;
    const url = links.urlOf(name, found);
    return { kind, media: name.id.toLowerCase(), url, name: called, type, size };
  }

  private async whole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bytes) {
      size += piece.byteLength;
      if (size > this.mostBytes) throw new FileTooLarge(this.mostBytes);
      pieces.push(piece);
    }
    if (size === 0) throw new EmptyFile();
    const whole = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.byteLength;
    }
    return whole;
  }

  private async keep(
    conversationId: string,
    called: string,
    bytes: Uint8Array,
    by: string,
  ): Promise<Brought> {
    const { shelf, types, seals } = this.world;
    const type = await types.of(bytes);
    const kind = attachmentKind(type);
    if (type === null || kind === undefined) throw new NotAnAttachment(type);
    const { kinds, mostBytes } = this.limits();
    if (!kinds.includes(kind)) throw new NoLayoutFor(kind);
    const size = bytes.byteLength;
    if (size > mostBytes[kind]) throw new FileTooLarge(mostBytes[kind]);

    const name = fileName(called) ?? kind;
    const media = await shelf.bring(conversationId, { bytes, type, name, by, key: seals.newKey() });
    return { kind, media, name, type, size };
  }
}
