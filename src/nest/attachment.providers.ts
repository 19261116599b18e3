import type { Provider } from '@nestjs/common';

import { NodeMediaSeals } from '#adapters/access/node-media-seals.ts';
import { PostgresConversationViews } from '#adapters/postgres/conversation-views/postgres-conversation-views.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { BringMedia } from '#app/media/bring-media.ts';
import { PublicMedia } from '#app/media/public-media.ts';
import { ConversationViews } from '#app/ports/conversation-views.ts';
import { FileTypes } from '#app/ports/file-types.ts';
import { MediaSeals } from '#app/ports/media-seals.ts';
import { MediaShelf } from '#app/ports/media-shelf.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';

import { bind, bindAs } from './bind.ts';
import { MEBIBYTE } from './media.providers.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** Conversations as people see them, and files that agents send: at Parley's desk, and at others. */
export const attachmentProviders: readonly Provider[] = [
  {
    provide: ConversationViews,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresConversationViews(pool),
  },
  bind(ReadConversations, [ConversationViews]),
  bindAs(MediaSeals, NodeMediaSeals, []),
  {
    provide: PublicMedia,
    inject: [MediaShelf, MediaSeals, Runtime],
    useFactory: (shelf: MediaShelf, seals: MediaSeals, { publicUrl }: Runtime) =>
      new PublicMedia(shelf, seals, publicUrl),
  },
  {
    provide: BringMedia,
    inject: [
      ReadConversations,
      MediaShelf,
      FileTypes,
      MediaSeals,
      KnownReleases,
      PublicMedia,
      Runtime,
    ],
    useFactory: (
      conversations: ReadConversations,
      shelf: MediaShelf,
      types: FileTypes,
      seals: MediaSeals,
      releases: KnownReleases,
      links: PublicMedia,
      { environment }: Runtime,
    ) => {
      const world = { conversations, shelf, types, seals, releases, links };
      return new BringMedia(world, environment.PARLEY_MEDIA_MAX_MB * MEBIBYTE);
    },
  },
];
