import { randomUUID } from 'node:crypto';

import type pg from 'pg';

import { ConnectorTargets } from '#adapters/connectors/connector-targets.ts';
import { readConnectorsText } from '#adapters/connectors/read-connectors-text.ts';
import { PostgresCallOutbox } from '#adapters/postgres/calls/postgres-call-outbox.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import type { AcceptEvents } from '#app/accept-events/accept-events.ts';
import type { AskableTargets } from '#app/ai/ask-connectors.ts';
import { BringAnswer } from '#app/calls/bring-answer.ts';
import { CarryOutCalls } from '#app/calls/carry-out-calls.ts';
import { SweepCalls } from '#app/calls/sweep-calls.ts';
import { type CallFigure, CallTally } from '#app/ports/call-tally.ts';
import type { CallTargets } from '#app/ports/call-targets.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';

import { HeardIncidents } from '../heard-incidents.ts';

class CountedCalls extends CallTally {
  readonly counts = new Map<string, number>();

  override countCall(target: string, figure: CallFigure, by = 1): void {
    const key = `${target} ${figure}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + by);
  }

  override tookCall(): void {
    // How long it took is nobody's question here.
  }
}

/** Connectors as an operator would write them; fails with what is wrong with them. */
function connectorsOf(text: string): ConnectorsFile {
  const read = readConnectorsText('connectors.yaml', text);
  if ('value' in read) return read.value;
  throw new Error(
    read.problems.map(({ message, line }) => `${String(line)}: ${message}`).join('\n'),
  );
}

/** A replica's caller with everything real around it. */
export class Caller {
  readonly replicaId = randomUUID();
  readonly tally = new CountedCalls();
  readonly incidents = new HeardIncidents();
  readonly calls: CarryOutCalls;
  readonly sweep: SweepCalls;
  readonly outbox: PostgresCallOutbox;
  private readonly targets: ConnectorTargets;

  constructor(
    databaseUrl: string,
    connectors: string,
    acceptEvents: Pick<AcceptEvents, 'execute'>,
    secrets: Readonly<Record<string, string>> = {},
    ai?: CallTargets,
  ) {
    const timers = new NodeTimers();
    const { incidents, tally } = this;
    this.outbox = new PostgresCallOutbox(databaseUrl, this.replicaId);
    this.targets = new ConnectorTargets(connectorsOf(connectors), (name) => secrets[name], ai);
    const world = {
      ...{ clock: new MonotonicClock(), timers, incidents, tally },
      ...{ outbox: this.outbox, targets: this.targets },
    };
    const bring = new BringAnswer(acceptEvents, { ids: new UuidV7Ids(), timers, incidents });
    this.calls = new CarryOutCalls(world, bring);
    this.sweep = new SweepCalls(world, this.calls, this.replicaId);
  }

  /** For an AI that may ask connectors on its way. */
  get askable(): AskableTargets {
    return { targets: this.targets, gates: this.calls.gates };
  }

  /** A heartbeat that lasts for the whole test: without one, others take its work over. */
  async beat(pool: pg.Pool): Promise<void> {
    await pool.query(
      `INSERT INTO replica (id, role, engine, started_at, beat_at)
       VALUES ($1, 'all', 1, parley_now(), parley_now() + interval '1 hour')`,
      [this.replicaId],
    );
  }

  start(): void {
    this.calls.start();
    this.sweep.start();
  }

  /** As at SIGTERM. */
  async stop(): Promise<void> {
    await this.sweep.stop();
    await this.calls.stop();
    await this.disconnect();
  }

  /** As at SIGKILL: whatever it was doing stays as it is. */
  async disconnect(): Promise<void> {
    await this.targets.close();
    await this.outbox.close();
  }
}
