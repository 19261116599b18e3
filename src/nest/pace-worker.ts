import {
  PaceConnection,
  PostgresPaceBoard,
  PostgresPastReplies,
  PostgresSharedBudgets,
} from '#adapters/postgres/pace/postgres-pace.ts';
import type { ReplyPace } from '#app/deliver-replies/delivery-world.ts';
import { BudgetShare } from '#app/pace/budget-share.ts';
import { WatchPace } from '#app/pace/watch-pace.ts';
import type { Budget } from '#core/delivery/budget.ts';
import { EXPORT_BUDGET, type PaceSettings } from '#core/delivery/pace-settings.ts';

import type { DeliveryPorts } from './delivery-ports.ts';

/** What all replicas agree on about sending, with this one's shares of the budgets. */
export class PaceWorker {
  readonly watch: WatchPace;
  /** Of Braze's hour, where that is paced. */
  readonly calls: BudgetShare | undefined;
  /** Of the looks at profiles. */
  readonly exports: BudgetShare;
  readonly replies: ReplyPace;
  private readonly connection: PaceConnection;
  private readonly shares: readonly BudgetShare[];

  constructor(
    databaseUrl: string,
    { sends, number, ceiling, pair, gapMs }: PaceSettings,
    { clock, timers, chance, incidents, paceTally: tally }: DeliveryPorts,
  ) {
    this.connection = new PaceConnection(databaseUrl);
    const board = new PostgresPaceBoard(this.connection);
    this.watch = new WatchPace({ board, clock, timers, incidents, tally });

    const budgets = new PostgresSharedBudgets(this.connection);
    const share = (budget: Budget | undefined): BudgetShare | undefined =>
      budget && new BudgetShare(budget, { budgets, clock, chance, incidents, tally });
    this.calls = share(sends);
    this.exports = new BudgetShare(EXPORT_BUDGET, { budgets, clock, chance, incidents, tally });
    const perReply = [share(number), share(ceiling)].filter((each) => each !== undefined);
    const others = [this.exports, ...perReply];
    this.shares = this.calls === undefined ? others : [this.calls, ...others];
    this.watch.onLook = () => {
      void Promise.allSettled(this.shares.map((each) => each.giveBackIdle()));
    };
    this.replies = {
      ...{ pair, gapMs, perReply },
      past: new PostgresPastReplies(this.connection),
      aloneForMs: () => this.watch.aloneForMs,
    };
  }

  /** Answers once it is known whether sending is paused, if the store is there. */
  start(): Promise<void> {
    return this.watch.start();
  }

  /** What this replica took and did not use is there for the others. */
  async stop(): Promise<void> {
    await this.watch.stop();
    // A store that is out of reach keeps it: the window's end sets it free.
    await Promise.allSettled(this.shares.map((each) => each.giveBack()));
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
