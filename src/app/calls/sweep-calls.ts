import { Suspects } from '../deliver-replies/suspects.ts';
import { Turns } from '../deliver-replies/turns.ts';
import type { CallWorld, CarryOutCalls } from './carry-out-calls.ts';

const EVERY_MS = 1000;
/** Longer than any step waits: only a fault of ours leaves a row so long. */
const OWN_LOST_MS = 120_000;

/** Finds calls that nobody sees to: to targets without a name, unwanted by now, of replicas that died. */
export class SweepCalls {
  private readonly sweeping: Turns;
  private readonly suspects: Suspects;

  constructor(
    private readonly world: CallWorld,
    private readonly calls: CarryOutCalls,
    private readonly replicaId: string,
  ) {
    this.suspects = new Suspects(world.clock);
    this.sweeping = new Turns(world, 0, () => this.sweep());
  }

  start(): void {
    this.sweeping.request();
  }

  async stop(): Promise<void> {
    await this.sweeping.stop();
  }

  private async sweep(): Promise<void> {
    try {
      await this.refuseUnnamed();
      const expired = await this.world.outbox.expireUnwanted();
      if (expired > 0) this.world.tally.countCall('', 'expired', expired);
      await this.takeOver();
    } catch (failure) {
      this.world.incidents.failed('sweeping calls', failure);
    }
    this.sweeping.request(EVERY_MS);
  }

  private async refuseUnnamed(): Promise<void> {
    const { outbox, targets } = this.world;
    const others = await outbox.claimOthers([...targets.rules().keys()]);
    for (const call of others) {
      const reason = `no operator has named the connector ${call.target}: see docs/guides/connectors.md`;
      this.world.incidents.failed(`call ${call.target}`, new Error(reason));
      void this.calls.conclude(call, { kind: 'refused', reason });
    }
  }

  private async takeOver(): Promise<void> {
    const { outbox } = this.world;
    const silent = await outbox.silentHolders(this.suspects.suspectAfterMs);
    for (const replicaId of this.suspects.convict(silent)) await this.conclude(replicaId, 0);
    await this.conclude(this.replicaId, OWN_LOST_MS);
  }

  /** Whatever the dead one had asked, nobody will hear the answer. */
  private async conclude(replicaId: string, olderThanMs: number): Promise<void> {
    const lapsed = await this.world.outbox.lapsed(replicaId, olderThanMs);
    const lost = lapsed.filter((call) => !this.calls.knows(call));
    const reason = 'the process that asked ended before the answer';
    await Promise.all(
      lost.map((call) => this.calls.conclude(call, { kind: 'ambiguous', reason }, replicaId)),
    );
    for (const { target } of lost) this.world.tally.countCall(target, 'taken-over');
  }
}
