import type { Provider } from '@nestjs/common';

import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { TakeBotAnswer } from '#app/ai/take-bot-answer.ts';
import { ForgetOldCalls } from '#app/calls/forget-old-calls.ts';
import { AiTally } from '#app/ports/ai-tally.ts';
import { AwaitedCalls } from '#app/ports/awaited-calls.ts';
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
import { NamedBots } from './named-bots.ts';
import { namedConnectors, namedForAnswers } from './named-connectors.ts';
import { Runtime } from './runtime.ts';

/** What makes calls in this process, if it is to. */
export class OwnCalls {
  constructor(
    readonly worker: CallWorker | undefined,
    /** Known in every process: their answers come to whichever is reached. */
    readonly bots: NamedBots,
  ) {}

  /** Once nothing asks any more. */
  async close(): Promise<void> {
    await this.worker?.close();
    await this.bots.close();
  }
}

async function ownCalls(
  runtime: Runtime,
  bell: CallBell,
  acceptEvents: AcceptEvents,
  clock: Clock,
  ids: Ids,
  tally: CallTally,
  aiTally: AiTally,
  incidents: Incidents,
): Promise<OwnCalls> {
  const { PARLEY_CONNECTORS } = runtime.environment;
  const path = PARLEY_CONNECTORS ?? connectorsFile();
  const named = runtime.isWorker ? namedConnectors(path) : namedForAnswers(path);
  const ai = runtime.isWorker
    ? await askingAi(runtime, { clock, incidents, tally: aiTally, callTally: tally })
    : undefined;
  const bots = new NamedBots(runtime.databaseUrl, { clock, incidents }, ai?.target);
  bots.take(named);
  if (!runtime.isWorker) return new OwnCalls(undefined, bots);

  const worker = new CallWorker(runtime, named, ai, bots, {
    acceptEvents,
    clock,
    ids,
    tally,
    incidents,
  });
  bell.onRing = () => {
    worker.calls.hint();
  };
  return new OwnCalls(worker, bots);
}

export const callProviders: readonly Provider[] = [
  bind(ForgetOldCalls, [OldCalls, Incidents]),
  bind(CallBell, []),
  {
    provide: OwnCalls,
    inject: [Runtime, CallBell, AcceptEvents, Clock, Ids, CallTally, AiTally, Incidents],
    useFactory: ownCalls,
  },
  {
    provide: TakeBotAnswer,
    inject: [AwaitedCalls, AcceptEvents, Ids, OwnCalls],
    useFactory: (calls: AwaitedCalls, acceptEvents: AcceptEvents, ids: Ids, { bots }: OwnCalls) =>
      new TakeBotAnswer(calls, acceptEvents, ids, bots.target),
  },
];
