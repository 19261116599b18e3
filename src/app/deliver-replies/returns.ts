import type { LeasedReply } from '../ports/leased-reply.ts';
import type { DeliveryWorld } from './delivery-world.ts';
import { Turns } from './turns.ts';

const GAP_MS = 10;
/** How soon the store is asked again after it failed. */
const STORE_RETRY_MS = 250;

/** Gives replies back that this replica holds and has certainly not sent, many in one statement. */
export class Returns {
  private readonly turns: Turns;
  private replies: LeasedReply[] = [];

  constructor(private readonly world: DeliveryWorld) {
    this.turns = new Turns(world, GAP_MS, () => this.giveBack());
  }

  get isDone(): boolean {
    return this.replies.length === 0;
  }

  add(replies: readonly LeasedReply[]): void {
    if (replies.length === 0) return;
    this.replies.push(...replies);
    this.turns.request();
  }

  stop(): Promise<void> {
    return this.turns.stop();
  }

  private async giveBack(): Promise<void> {
    const replies = [...this.replies];
    if (replies.length === 0) return;
    try {
      await this.world.outbox.giveBack(replies);
      this.replies = this.replies.slice(replies.length);
      if (this.replies.length > 0) this.turns.request();
    } catch (failure) {
      this.world.incidents.failed('giving replies back', failure);
      this.turns.request(STORE_RETRY_MS);
    }
  }
}
