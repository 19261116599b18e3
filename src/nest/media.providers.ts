import type { Provider } from '@nestjs/common';

import { HttpMediaSource } from '#adapters/connectors/http-media-source.ts';
import { ContentFileTypes } from '#adapters/media/content-file-types.ts';
import { PostgresMediaFetches } from '#adapters/postgres/media/postgres-media-fetches.ts';
import { PostgresMediaShelf } from '#adapters/postgres/media/postgres-media-shelf.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { LiveHub } from '#app/live/live-hub.ts';
import { News } from '#app/live/news.ts';
import { FetchMedia } from '#app/media/fetch-media.ts';
import { ForgetMedia } from '#app/media/forget-media.ts';
import { ReadMedia } from '#app/media/read-media.ts';
import { Clock } from '#app/ports/clock.ts';
import { FileTypes } from '#app/ports/file-types.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { MediaShelf } from '#app/ports/media-shelf.ts';

import { bind, bindAs } from './bind.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

export const MEBIBYTE = 1024 * 1024;

/** What fetches and forgets files, in processes that work. */
export class MediaWorker {
  constructor(
    private readonly fetching: FetchMedia,
    private readonly forgetting: ForgetMedia,
    private readonly source: HttpMediaSource,
  ) {}

  start(): void {
    this.fetching.start();
    this.forgetting.start();
  }

  async stop(): Promise<void> {
    this.forgetting.stop();
    await this.fetching.stop();
    await this.source.close();
  }
}

function mediaWorker(
  { environment, mediaOrigin }: Runtime,
  { pool }: SharedPool,
  shelf: MediaShelf,
  types: FileTypes,
  hub: LiveHub,
  clock: Clock,
  incidents: Incidents,
): MediaWorker {
  const { PARLEY_MEDIA_HOSTS: hosts, PARLEY_MEDIA_MAX_MB: mostMb } = environment;
  const source = new HttpMediaSource({ hosts, mostBytes: mostMb * MEBIBYTE, own: mediaOrigin });
  const fetches = new PostgresMediaFetches(pool);
  const world = { fetches, source, types, clock, incidents, timers: new NodeTimers() };
  const fetching = new FetchMedia(world, (conversationId) => {
    if (hub.isWatched) hub.tell(new News().touch(conversationId));
  });
  const forgetting = new ForgetMedia(shelf, incidents, environment.PARLEY_MEDIA_DAYS);
  return new MediaWorker(fetching, forgetting, source);
}

/** Pictures, voices and files. */
export const mediaProviders: readonly Provider[] = [
  bindAs(FileTypes, ContentFileTypes, []),
  {
    provide: MediaShelf,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresMediaShelf(pool),
  },
  bind(ReadMedia, [MediaShelf]),
  {
    provide: MediaWorker,
    inject: [Runtime, SharedPool, MediaShelf, FileTypes, LiveHub, Clock, Incidents],
    useFactory: mediaWorker,
  },
];
