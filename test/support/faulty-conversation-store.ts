import { RowRefused, StoreUnavailable } from '#app/accept-events/accept-errors.ts';
import {
  type Changes,
  type Claim,
  ConversationStore,
  type OpenTransaction,
} from '#app/ports/conversation-store.ts';

export interface StoreFaults {
  /** The next so many COMMITs succeed, and nobody hears of it. */
  unheardCommits?: number;
  /** The next so many COMMITs fail before anything is written. */
  failedCommits?: number;
  /** Payloads with this in them are refused, as Postgres refuses what it cannot store. */
  refuses?: string;
}

/** A real store behind a connection that breaks when a test wants it to. */
export class FaultyConversationStore extends ConversationStore {
  constructor(
    private readonly store: ConversationStore,
    private readonly faults: StoreFaults,
  ) {
    super();
  }

  override async open(claims: readonly Claim[]): Promise<OpenTransaction> {
    return this.faulty(await this.store.open(claims));
  }

  override async openAlone(claim: Claim): Promise<OpenTransaction> {
    return this.faulty(await this.store.openAlone(claim));
  }

  private faulty(transaction: OpenTransaction): OpenTransaction {
    return {
      conversations: transaction.conversations,
      takenKeys: transaction.takenKeys,
      nowMs: transaction.nowMs,
      stillHeld: transaction.stillHeld,
      abandon: () => transaction.abandon(),
      commit: (changes) => this.commit(transaction, changes),
    };
  }

  private async commit(transaction: OpenTransaction, changes: Changes): Promise<void> {
    const { refuses } = this.faults;
    const isRefused =
      refuses !== undefined && changes.events.some(({ payload }) => payload.includes(refuses));
    if (isRefused) {
      await transaction.abandon();
      throw new RowRefused('22P02', new Error('invalid input syntax'));
    }
    if (this.spend('failedCommits')) {
      await transaction.abandon();
      throw new StoreUnavailable(new Error('connection reset before COMMIT'));
    }
    await transaction.commit(changes);
    if (this.spend('unheardCommits')) {
      throw new StoreUnavailable(new Error('connection reset after COMMIT'));
    }
  }

  private spend(fault: 'unheardCommits' | 'failedCommits'): boolean {
    const left = this.faults[fault] ?? 0;
    if (left > 0) this.faults[fault] = left - 1;
    return left > 0;
  }
}
