import type { FollowQueueSwitches } from '#app/handoff/follow-queue-switches.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { CommittedEffects } from '#app/ports/committed-effects.ts';
import type {
  ConversationStore,
  LockedConversation,
  OpenTransaction,
} from '#app/ports/conversation-store.ts';
import type { LiveRelease, ReleaseLibrary } from '#app/ports/release-library.ts';
import type { ReplicaRegistry } from '#app/ports/replica-registry.ts';

import { NothingPublished, RowRefused } from './accept-errors.ts';
import type { Lane } from './arrival-lanes.ts';
import { collectChanges } from './collect-changes.ts';
import { decideTurn, pinnedRelease } from './decide-turn.ts';
import type { DecidedTurn } from './decided-turn.ts';

/** Transition time of one batch; what does not fit is put aside, in order (rule 2). */
const BATCH_BUDGET_MS = 20;

/** What became of the lanes of a batch; what is in no list was applied. */
export interface BatchResult {
  readonly turns: readonly DecidedTurn[];
  /** Someone else holds them, or a newer engine wrote them. */
  readonly held: readonly Lane[];
  /** They did not fit into the batch's time; their turn comes next. */
  readonly postponed: readonly Lane[];
  /** Closed in favour of another conversation. */
  readonly merged: readonly { readonly lane: Lane; readonly into: string }[];
  /** No such conversation. */
  readonly unknown: readonly Lane[];
  /** Releases to fetch before the postponed can go on. */
  readonly missingReleases: readonly number[];
}

/**
 * The one transaction: locks, decides in memory, writes, commits (DESIGN, section 1).
 *
 * A row that the store refuses rolls the batch back and halves it until the single offender is
 * found, which is then parked; its neighbours go on (rule 4).
 */
export class ApplyBatch {
  constructor(
    private readonly store: ConversationStore,
    private readonly releases: ReleaseLibrary,
    private readonly effects: CommittedEffects,
    private readonly replicas: ReplicaRegistry,
    private readonly switches: Pick<FollowQueueSwitches, 'now'>,
    private readonly clock: Clock,
  ) {}

  /** @throws StoreUnavailable, and nobody may know whether it was committed: repeat it unchanged */
  async execute(lanes: readonly Lane[], alone = false): Promise<readonly BatchResult[]> {
    try {
      return [await this.attempt(lanes, alone)];
    } catch (failure) {
      if (!(failure instanceof RowRefused)) throw failure;
      const results: BatchResult[] = [];
      for (const part of smaller(lanes, failure)) {
        results.push(...(await this.execute(part, alone)));
      }
      return results;
    }
  }

  private async attempt(lanes: readonly Lane[], alone: boolean): Promise<BatchResult> {
    const live = this.releases.live();
    if (live === undefined) throw new NothingPublished();

    const claims = lanes.map(claimOf);
    const [only] = claims;
    const transaction =
      alone && only !== undefined
        ? await this.store.openAlone(only)
        : await this.store.open(claims);
    const result = this.decide(lanes, transaction, live);
    await this.finish(transaction, result.turns);
    // Waited for alone and not held by anyone: there is no such conversation.
    const isUnknown = alone && !transaction.stillHeld && transaction.conversations.length === 0;
    return isUnknown ? { ...result, held: [], unknown: result.held } : result;
  }

  private decide(
    lanes: readonly Lane[],
    transaction: OpenTransaction,
    live: LiveRelease,
  ): BatchResult {
    const sorted = {
      turns: [] as DecidedTurn[],
      held: [] as Lane[],
      postponed: [] as Lane[],
      merged: [] as { lane: Lane; into: string }[],
      unknown: [] as Lane[],
      missingReleases: [] as number[],
    };
    const locked = new Map(transaction.conversations.map((row) => [row.id, row]));
    const endMs = this.clock.monotonicMs() + BATCH_BUDGET_MS;
    for (const lane of lanes) {
      const conversation = locked.get(lane.conversationId);
      if (conversation === undefined) sorted.held.push(lane);
      else if (conversation.mergedInto !== undefined) {
        sorted.merged.push({ lane, into: conversation.mergedInto });
      } else if (conversation.engine > this.replicas.newestEngine) sorted.held.push(lane);
      else if (this.clock.monotonicMs() > endMs) sorted.postponed.push(lane);
      else this.decideLane(lane, conversation, { transaction, live, sorted });
    }
    return sorted;
  }

  private decideLane(
    lane: Lane,
    conversation: LockedConversation,
    {
      transaction,
      live,
      sorted,
    }: {
      readonly transaction: OpenTransaction;
      readonly live: LiveRelease;
      readonly sorted: { turns: DecidedTurn[]; postponed: Lane[]; missingReleases: number[] };
    },
  ): void {
    const pinned = pinnedRelease(conversation, live, (id) => this.releases.inMemory(id));
    if (pinned === undefined) {
      sorted.postponed.push(lane);
      sorted.missingReleases.push(conversation.releaseId ?? live.id);
      return;
    }
    const taken = transaction.takenKeys.filter((key) => key.conversationId === conversation.id);
    const engine = this.replicas.engineToWrite;
    const switches = this.switches.now();
    const context = { nowMs: transaction.nowMs, live, pinned, engine, switches };
    sorted.turns.push(decideTurn(conversation, lane.arrivals, taken, context));
  }

  private async finish(transaction: OpenTransaction, turns: readonly DecidedTurn[]): Promise<void> {
    const { engineToWrite } = this.replicas;
    const collected = collectChanges(turns, engineToWrite, this.effects.delivers);
    if (collected.changes.conversations.length === 0) {
      await transaction.abandon();
      return;
    }

    await transaction.commit(collected.changes);
    if (collected.leased.length > 0) this.effects.offerReplies(collected.leased);
    if (collected.waiting.length > 0) this.effects.repliesWait(collected.waiting);
    if (collected.changes.writeBacks.length > 0) this.effects.writeBacksWait();
    if (collected.changes.calls.length > 0) this.effects.callsWait();
    if (collected.changes.handoffs.length > 0) this.effects.handoffsChanged();
    this.effects.logged(collected.changes.events);
  }
}

function claimOf({ conversationId, arrivals }: Lane) {
  const keys = arrivals.flatMap(({ arrival }) => {
    const decides = arrival.dedupeKey ?? arrival.arrivalId;
    return arrival.contentKey === undefined ? [decides] : [decides, arrival.contentKey];
  });
  return { conversationId, keys };
}

/** The batch in two halves; the single offender as one to park. */
function smaller(lanes: readonly Lane[], why: RowRefused): readonly (readonly Lane[])[] {
  const [lane] = lanes;
  if (lane === undefined) return [];
  if (lanes.length > 1) {
    const middle = Math.ceil(lanes.length / 2);
    return [lanes.slice(0, middle), lanes.slice(middle)];
  }

  const { conversationId, arrivals } = lane;
  if (arrivals.length > 1) {
    const middle = Math.ceil(arrivals.length / 2);
    return [arrivals.slice(0, middle), arrivals.slice(middle)].map((part) => [
      { conversationId, arrivals: part },
    ]);
  }
  // Parked already, and refused even so: nothing smaller is left.
  if (arrivals[0]?.parkAs !== undefined) throw why;
  return [[{ conversationId, arrivals: arrivals.map((queued) => ({ ...queued, parkAs: why })) }]];
}
