import type { Provider } from '@nestjs/common';

import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { ForgetOldCalls } from '#app/calls/forget-old-calls.ts';
import { CallTally } from '#app/ports/call-tally.ts';
import { Clock } from '#app/ports/clock.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { OldCalls } from '#app/ports/old-calls.ts';
import { connectorsFile } from '#config/connectors-file.ts';

import { askingAi } from './asking-ai.ts';
import { bind } from './bind.ts';
import { CallBell } from './call-bell.ts';
import { CallWorker } from './call-worker.ts';
import { namedConnectors } from './named-connectors.ts';
import { Runtime } from './runtime.ts';

/** What makes calls in this process, if it is to. */
export class OwnCalls {
  constructor(readonly worker: CallWorker | undefined) {}
}

async function ownCalls(
  runtime: Runtime,
  bell: CallBell,
  acceptEvents: AcceptEvents,
  clock: Clock,
  ids: Ids,
  tally: CallTally,
  incidents: Incidents,
): Promise<OwnCalls> {
  if (!runtime.isWorker) return new OwnCalls(undefined);

  const { PARLEY_CONNECTORS } = runtime.environment;
  const named = namedConnectors(PARLEY_CONNECTORS ?? connectorsFile());
  const ai = await askingAi(runtime, { clock, incidents });
  const worker = new CallWorker(runtime, named, ai, { acceptEvents, clock, ids, tally, incidents });
  bell.onRing = () => {
    worker.calls.hint();
  };
  return new OwnCalls(worker);
}

export const callProviders: readonly Provider[] = [
  bind(ForgetOldCalls, [OldCalls, Incidents]),
  bind(CallBell, []),
  {
    provide: OwnCalls,
    inject: [Runtime, CallBell, AcceptEvents, Clock, Ids, CallTally, Incidents],
    useFactory: ownCalls,
  },
];
