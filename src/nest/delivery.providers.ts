import type { Provider } from '@nestjs/common';

import { MathChance } from '#adapters/system/math-chance.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { Clock } from '#app/ports/clock.ts';
import { CommittedEffects } from '#app/ports/committed-effects.ts';
import { DeliveryTally } from '#app/ports/delivery-tally.ts';
import { Incidents } from '#app/ports/incidents.ts';

import { DeliveryWorkers } from './delivery-workers.ts';
import { EffectsHere } from './effects-here.ts';
import { withFailpoint } from './failpoint.ts';
import { ReplyWorker } from './reply-worker.ts';
import { Runtime } from './runtime.ts';
import { WriteBackWorker } from './write-back-worker.ts';

/** The workers of this process, if it has any. */
export class OwnWorkers {
  constructor(readonly workers: DeliveryWorkers | undefined) {}
}

function ownWorkers(
  runtime: Runtime,
  clock: Clock,
  tally: DeliveryTally,
  incidents: Incidents,
): OwnWorkers {
  if (!runtime.isWorker) return new OwnWorkers(undefined);

  const timers = new NodeTimers();
  const ports = { clock, tally, incidents, timers, chance: new MathChance() };
  return new OwnWorkers(
    new DeliveryWorkers(new ReplyWorker(runtime, ports), new WriteBackWorker(runtime, ports)),
  );
}

export const deliveryProviders: readonly Provider[] = [
  {
    provide: OwnWorkers,
    inject: [Runtime, Clock, DeliveryTally, Incidents],
    useFactory: ownWorkers,
  },
  {
    provide: CommittedEffects,
    inject: [Runtime, OwnWorkers],
    useFactory: ({ failpoint }: Runtime, { workers }: OwnWorkers) =>
      withFailpoint('effects', new EffectsHere(workers), failpoint),
  },
];
