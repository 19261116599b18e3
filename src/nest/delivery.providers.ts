import type { Provider } from '@nestjs/common';

import { MathChance } from '#adapters/system/math-chance.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { Metrics } from '#adapters/telemetry/metrics.ts';
import { ShowingPaceTally } from '#adapters/telemetry/showing-pace-tally.ts';
import { LiveHub } from '#app/live/live-hub.ts';
import { PauseSending } from '#app/pace/pause-sending.ts';
import { ResumeSending } from '#app/pace/resume-sending.ts';
import { Clock } from '#app/ports/clock.ts';
import { CommittedEffects } from '#app/ports/committed-effects.ts';
import { DeliveryTally } from '#app/ports/delivery-tally.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { PaceTally } from '#app/ports/pace-tally.ts';
import { SendingSwitch } from '#app/ports/sending-switch.ts';
import { TellWords } from '#app/words/tell-words.ts';
import { paceSettingsOf } from '#config/pace-settings.ts';

import { bind, bindAs } from './bind.ts';
import { CallBell } from './call-bell.ts';
import { DeliveryWorkers } from './delivery-workers.ts';
import { DeskBell } from './desk-bell.ts';
import { EffectsHere } from './effects-here.ts';
import { withFailpoint } from './failpoint.ts';
import { PaceWorker } from './pace-worker.ts';
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
  paceTally: PaceTally,
  incidents: Incidents,
  live: LiveHub,
): OwnWorkers {
  if (!runtime.isWorker) return new OwnWorkers(undefined);

  const timers = new NodeTimers();
  const ports = { clock, tally, paceTally, incidents, live, timers, chance: new MathChance() };
  const pace = new PaceWorker(runtime.databaseUrl, paceSettingsOf(runtime.environment), ports);
  const replies = new ReplyWorker(runtime, ports, pace);
  const writeBacks = new WriteBackWorker(runtime, ports, pace.watch, () => replies.deliver.isBusy);
  return new OwnWorkers(new DeliveryWorkers(replies, writeBacks, pace));
}

export const deliveryProviders: readonly Provider[] = [
  bindAs(PaceTally, ShowingPaceTally, [Metrics]),
  bind(PauseSending, [SendingSwitch]),
  bind(ResumeSending, [SendingSwitch]),
  {
    provide: OwnWorkers,
    inject: [Runtime, Clock, DeliveryTally, PaceTally, Incidents, LiveHub],
    useFactory: ownWorkers,
  },
  {
    provide: CommittedEffects,
    inject: [Runtime, OwnWorkers, CallBell, DeskBell, TellWords],
    useFactory: (
      { failpoint }: Runtime,
      { workers }: OwnWorkers,
      callBell: CallBell,
      deskBell: DeskBell,
      words: TellWords,
    ) => withFailpoint('effects', new EffectsHere(workers, callBell, deskBell, words), failpoint),
  },
];
