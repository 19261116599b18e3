import type { Provider } from '@nestjs/common';

import { BrazeReader } from '#adapters/braze/look/braze-reader.ts';
import { FetchBrazeExports } from '#adapters/braze/look/fetch-braze-exports.ts';
import { PostgresAttributeFetches } from '#adapters/postgres/attribute-fetches/postgres-attribute-fetches.ts';
import { MathChance } from '#adapters/system/math-chance.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { Endpoint } from '#app/deliver-replies/endpoint.ts';
import { FetchAttributes } from '#app/fetch-attributes/fetch-attributes.ts';
import { Clock } from '#app/ports/clock.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { MAX_EXPORTED } from '#core/delivery/export-plan.ts';

import { OwnWorkers } from './delivery.providers.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** What looks at profiles, where this process does. */
export class OwnLooks {
  constructor(readonly fetchAttributes: FetchAttributes | undefined) {}
}

function ownLooks(
  { braze, recipientGuard }: Runtime,
  { workers }: OwnWorkers,
  { pool }: SharedPool,
  acceptEvents: AcceptEvents,
  ids: Ids,
  clock: Clock,
  incidents: Incidents,
): OwnLooks {
  if (workers === undefined) return new OwnLooks(undefined);

  const { watch, exports } = workers.pace;
  const world = {
    ...{ acceptEvents, ids, clock, incidents, timers: new NodeTimers(), chance: new MathChance() },
    fetches: new PostgresAttributeFetches(pool),
    braze: new FetchBrazeExports(new BrazeReader(braze)),
  };
  const limits = { calls: 1, recipientsPerCall: MAX_EXPORTED };
  const endpoint = new Endpoint('exports', limits, world, { watch, calls: exports });
  return new OwnLooks(new FetchAttributes(world, endpoint, recipientGuard));
}

export const profileProviders: readonly Provider[] = [
  {
    provide: OwnLooks,
    inject: [Runtime, OwnWorkers, SharedPool, AcceptEvents, Ids, Clock, Incidents],
    useFactory: ownLooks,
  },
];
