import { ConnectorTargets } from '#adapters/connectors/connector-targets.ts';
import { PostgresCallOutbox } from '#adapters/postgres/calls/postgres-call-outbox.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { BringAnswer } from '#app/calls/bring-answer.ts';
import { CarryOutCalls } from '#app/calls/carry-out-calls.ts';
import { SweepCalls } from '#app/calls/sweep-calls.ts';
import type { CallTally } from '#app/ports/call-tally.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import type { AskingAi } from './asking-ai.ts';
import { withFailpoint } from './failpoint.ts';
import { FollowConnectors } from './follow-connectors.ts';
import type { NamedBots } from './named-bots.ts';
import type { NamedConnectors } from './named-connectors.ts';
import type { Runtime } from './runtime.ts';

/** What calls need of the rest of Parley. */
export interface CallPorts {
  readonly acceptEvents: AcceptEvents;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tally: CallTally;
  readonly incidents: Incidents;
}

/** What asks other systems, with its connections. */
export class CallWorker {
  readonly calls: CarryOutCalls;
  private readonly sweep: SweepCalls;
  private readonly outbox: PostgresCallOutbox;
  private readonly targets: ConnectorTargets;
  private readonly following: FollowConnectors | undefined;

  constructor(
    { databaseUrl, replicaId, failpoint }: Runtime,
    { file, secret, path }: NamedConnectors,
    private readonly ai: AskingAi | undefined,
    bots: NamedBots,
    { acceptEvents, ids, ...ports }: CallPorts,
  ) {
    const timers = new NodeTimers();
    this.outbox = new PostgresCallOutbox(databaseUrl, replicaId);
    this.targets = new ConnectorTargets(file, secret, bots.target);
    const world = {
      ...{ ...ports, timers },
      outbox: withFailpoint('calls', this.outbox, failpoint),
      targets: withFailpoint('targets', this.targets, failpoint),
    };
    const bringAnswer = new BringAnswer(acceptEvents, { ids, timers, incidents: ports.incidents });
    this.calls = new CarryOutCalls(world, bringAnswer);
    ai?.connectors.take({ targets: world.targets, gates: this.calls.gates });
    this.sweep = new SweepCalls(world, this.calls, replicaId);
    this.following =
      path === undefined
        ? undefined
        : new FollowConnectors(
            path,
            (named) => {
              bots.take(named);
              this.targets.take(named.file, named.secret);
            },
            ports.incidents,
          );
  }

  /** What a bot's flows ask and nobody answers, for whoever looks at the terminal. */
  notices(connectors: Iterable<string>): readonly string[] {
    const known = this.targets.rules();
    const missing = [...connectors].filter((name) => !known.has(name));
    const unnamed =
      missing.length === 0
        ? []
        : [
            `No operator has named ${missing.join(', ')}: steps that call it take \`failed\`. ` +
              'Name it in connectors.yaml (docs/guides/connectors.md).',
          ];
    return [...unnamed, ...(this.ai?.notice === undefined ? [] : [this.ai.notice])];
  }

  start(): void {
    this.calls.start();
    this.sweep.start();
    this.following?.start();
  }

  /** What is under way is waited for, ten seconds at most, and brought. */
  async stop(): Promise<void> {
    this.following?.stop();
    await this.sweep.stop();
    await this.calls.stop();
  }

  async close(): Promise<void> {
    await Promise.all([this.targets.close(), this.ai?.close()]);
    await this.outbox.close();
  }
}
