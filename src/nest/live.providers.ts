import type { Provider } from '@nestjs/common';

import { PostgresLiveLooks } from '#adapters/postgres/live/postgres-live-looks.ts';
import { PostgresLiveWire } from '#adapters/postgres/live/postgres-live-wire.ts';
import { PostgresLiveWords } from '#adapters/postgres/live/postgres-live-words.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { LiveHub } from '#app/live/live-hub.ts';
import { LookAfterLive } from '#app/live/look-after-live.ts';
import { Clock } from '#app/ports/clock.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { LiveLooks } from '#app/ports/live-looks.ts';
import { LiveWire } from '#app/ports/live-wire.ts';
import { LiveWords } from '#app/ports/live-words.ts';

import { bind } from './bind.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** What tells open pages of changes; a worker has no pages and tells those of the others. */
export const liveProviders: readonly Provider[] = [
  {
    provide: LiveWire,
    inject: [Runtime, SharedPool],
    useFactory: ({ databaseUrl, replicaId }: Runtime, { pool }: SharedPool) =>
      new PostgresLiveWire(databaseUrl, pool, replicaId),
  },
  {
    provide: LiveHub,
    inject: [LiveWire, Clock, Ids, LiveWords],
    useFactory: (wire: LiveWire, clock: Clock, ids: Ids, words: LiveWords) =>
      new LiveHub(wire, clock, new NodeTimers(), ids, words),
  },
  {
    provide: LiveWords,
    inject: [Runtime],
    useFactory: ({ databaseUrl }: Runtime) => new PostgresLiveWords(databaseUrl),
  },
  {
    provide: LiveLooks,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresLiveLooks(pool),
  },
  bind(LookAfterLive, [LiveHub, LiveLooks, Incidents]),
];
