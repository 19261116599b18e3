import { EVERYTHING } from '#core/access/scope.ts';
import { AppError } from '#core/app-error.ts';
import type { Attachment } from '#core/media/attachment.ts';
import { nameInUrl } from '#core/media/file-name.ts';

import { inTime } from '../in-time.ts';
import type { BringMedia } from '../media/bring-media.ts';
import type { MediaSource } from '../ports/media-source.ts';
import { CHATWOOT } from './tell-chatwoot.ts';

/** Chatwoot waits five seconds for what it tells of, and then takes it for lost. */
const MOST_MS = 3_500;
const BY = { id: CHATWOOT, scope: EVERYTHING };

/** A file that goes as one, or why it can only go as its address. */
export type BroughtAttachment =
  | { readonly kind: 'file'; readonly attachment: Attachment }
  | { readonly kind: 'link'; readonly url: string; readonly why: string };

/** Takes what an agent in Chatwoot attached, to be sent as agents of Parley's send files. */
export class BringAttachments {
  constructor(
    private readonly media: Pick<BringMedia, 'bring' | 'attachment'>,
    private readonly source: MediaSource,
  ) {}

  /** In their order, within a time that Chatwoot waits. */
  async execute(
    conversationId: string,
    urls: readonly string[],
  ): Promise<readonly BroughtAttachment[]> {
    if (urls.length === 0) return [];
    const nobody = new AbortController();
    return inTime(MOST_MS, nobody.signal, (signal) =>
      Promise.all(urls.map((url) => this.bring(conversationId, url, signal))),
    );
  }

  private async bring(
    conversationId: string,
    url: string,
    signal: AbortSignal,
  ): Promise<BroughtAttachment> {
    const fetched = await this.source.fetch(url, signal);
    if (fetched.kind !== 'fetched') return { kind: 'link', url, why: fetched.reason };
    try {
      const file = { name: nameInUrl(url) ?? '', bytes: whole(fetched.bytes) };
      const { media } = await this.media.bring(conversationId, file, BY);
      const attachment = await this.media.attachment({ conversationId, id: media }, BY);
      return { kind: 'file', attachment };
    } catch (failure) {
      if (!(failure instanceof AppError) || failure.kind === 'unavailable') throw failure;
      return { kind: 'link', url, why: failure.message };
    }
  }
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}
