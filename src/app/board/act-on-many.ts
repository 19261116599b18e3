import type { AgentBook } from '#app/ports/agent-book.ts';
import type { AuditTrail } from '#app/ports/audit-trail.ts';
import type { DeskCursor, DeskFilter, DeskLists, DeskRow } from '#app/ports/desk-lists.ts';
import type { Caller } from '#core/access/caller.ts';
import { AppError } from '#core/app-error.ts';
import type { Refusal } from '#core/conversation/advance.ts';

import type { AttendDesk } from '../handoff/attend-desk.ts';
import type { DeskDoor } from '../handoff/desk-door.ts';
import { AgentIsAway, UnknownAgent, UnknownQueue } from '../handoff/handoff-errors.ts';
import type { QueuesNow } from '../handoff/queues-now.ts';
import { AUDITED, type Deed, eventOf, isDone } from './deed.ts';
import { type Outcome, refusedOutcome } from './outcome.ts';

/** So many at a time: an answer within a second, also where Postgres is busy. */
const PIECE = 50;
/** Where a queue that no release knows any more is given on. */
const CAPACITY = 3;
const OFFER_MS = 30_000;

/** What came of it, or why it was refused: that is looked up for all together. */
type Tried = Outcome | { readonly row: DeskRow; readonly refused: Refusal };

/** Which piece of many. */
interface Piece {
  /** Where it begins. */
  readonly after?: DeskCursor | undefined;
  /** Who had what when the caller looked, by conversation; empty for nobody. */
  readonly seen?: ReadonlyMap<string, string> | undefined;
}

/** What came of each of a piece of many, in line. */
export interface PieceDone {
  readonly outcomes: readonly Outcome[];
  /** Where the next piece begins; `undefined` at the end. */
  readonly next: DeskCursor | undefined;
}

/**
 * Does the same to all conversations that a filter finds, a piece at a time.
 *
 * Each is acted on as it was seen: where an agent was faster, they keep it and the lead is told.
 * A piece that is repeated finds nothing left to do.
 */
export class ActOnMany {
  constructor(
    private readonly door: DeskDoor,
    private readonly stores: {
      readonly lists: DeskLists;
      readonly agents: AgentBook;
      readonly audit: AuditTrail;
    },
    private readonly queues: QueuesNow,
    private readonly attend: AttendDesk,
  ) {}

  /**
   * @param filter bounds what the caller may touch
   * @throws UnknownQueue, UnknownAgent, AgentIsAway before anything is done
   */
  async execute(
    caller: Caller,
    deed: Deed,
    filter: DeskFilter,
    { after, seen }: Piece = {},
  ): Promise<PieceDone> {
    await this.mustBePossible(deed);
    const page = await this.stores.lists.page(filter, PIECE, after);
    const { next } = page;
    const rows = page.rows.map((row) => asSeen(row, seen));
    if (rows.length > 0 && deed.kind === 'take') await this.stay(caller);
    const outcomes = await this.all(rows, deed, caller.id);
    await this.writeDown(caller, deed, outcomes);
    return { outcomes: await this.annotated(outcomes, deed, caller.id), next };
  }

  private async mustBePossible(deed: Deed): Promise<void> {
    if (deed.kind !== 'assign') return;
    const known = [...(await this.queues.execute()).keys()];
    if (deed.queue !== undefined && !known.includes(deed.queue)) {
      throw new UnknownQueue(deed.queue, known);
    }
    if (deed.agent === undefined) return;
    const agent = await this.stores.agents.find(deed.agent);
    if (agent === undefined) throw new UnknownAgent(deed.agent);
    if (agent.presence !== 'online') throw new AgentIsAway(deed.agent);
  }

  /** Whoever is offline would lose at once what they take; away, they keep it. */
  private async stay(caller: Caller): Promise<void> {
    if (caller.kind !== 'person') return;
    const known = await this.stores.agents.find(caller.id);
    if ((known?.presence ?? 'offline') === 'offline') await this.attend.execute(caller, 'away');
  }

  private async all(rows: readonly DeskRow[], deed: Deed, by: string): Promise<readonly Outcome[]> {
    if (deed.kind !== 'assign' || deed.agent === undefined) {
      return this.explained(await Promise.all(rows.map((row) => this.one(row, deed, by))));
    }
    const tried: Tried[] = [];
    // One after the other: room is counted under the agent's lock.
    for (const row of rows) tried.push(await this.give(row, deed, deed.agent, by));
    return this.explained(tried);
  }

  private async give(row: DeskRow, deed: Deed, agent: string, by: string): Promise<Tried> {
    const { conversationId, queue } = row;
    if (isDone(deed, row, by)) return { conversationId, came: 'already' };
    try {
      const capacity = (await this.queues.execute()).get(queue)?.capacity ?? CAPACITY;
      const room = await this.stores.agents.reserve(agent, conversationId, capacity);
      if (room !== 'reserved') return { conversationId, came: 'full' };
      const tried = await this.one(row, deed, by);
      await this.stores.agents.release(agent, conversationId);
      return tried;
    } catch (failure) {
      // Room that is kept for nothing is free again in some seconds.
      return { conversationId, came: 'failed', code: codeOf(failure) };
    }
  }

  private async one(row: DeskRow, deed: Deed, by: string): Promise<Tried> {
    const { conversationId } = row;
    if (isDone(deed, row, by)) return { conversationId, came: 'already' };
    try {
      const offerMs = (await this.queues.execute()).get(row.queue)?.offerMs ?? OFFER_MS;
      const event = eventOf(deed, row, by, offerMs);
      const { refused } = await this.door.attempt(conversationId, event);
      return refused === undefined ? { conversationId, came: 'done' } : { row, refused };
    } catch (failure) {
      return { conversationId, came: 'failed', code: codeOf(failure) };
    }
  }

  /** Who was faster is looked up once, for all that were refused. */
  private async explained(tried: readonly Tried[]): Promise<readonly Outcome[]> {
    const conversationIds = tried.flatMap((one) =>
      'refused' in one ? [one.row.conversationId] : [],
    );
    if (conversationIds.length === 0) return tried.filter((one) => 'came' in one);
    const { rows } = await this.stores.lists.page({ conversationIds }, PIECE);
    const now = new Map(rows.map((row) => [row.conversationId, row]));
    return tried.map((one) =>
      'came' in one ? one : refusedOutcome(one.row, one.refused, now.get(one.row.conversationId)),
    );
  }

  /** What went through stays done where its note does not. */
  private async annotated(
    outcomes: readonly Outcome[],
    deed: Deed,
    by: string,
  ): Promise<readonly Outcome[]> {
    if (deed.kind !== 'assign' || deed.note === undefined) return outcomes;
    const event = { kind: 'noted', by, text: deed.note } as const;
    return Promise.all(
      outcomes.map(async (outcome) => {
        if (outcome.came !== 'done') return outcome;
        try {
          await this.door.attempt(outcome.conversationId, event);
          return outcome;
        } catch (failure) {
          return { ...outcome, code: codeOf(failure) };
        }
      }),
    );
  }

  private async writeDown(
    { actor, id }: Caller,
    deed: Deed,
    outcomes: readonly Outcome[],
  ): Promise<void> {
    const done = outcomes.filter(({ came }) => came === 'done');
    await this.stores.audit.writeAll(
      done.map(({ conversationId }) => ({
        ...{ actor, action: AUDITED[deed.kind], subject: conversationId },
        details: { id, board: true, ...detailsOf(deed) },
      })),
    );
  }
}

/** Who was faster than the caller's look keeps it: under the lock it does not stand so any more. */
function asSeen(row: DeskRow, seen: Piece['seen']): DeskRow {
  const holder = seen?.get(row.conversationId);
  return holder === undefined ? row : { ...row, agent: holder === '' ? undefined : holder };
}

function codeOf(failure: unknown): string {
  return failure instanceof AppError ? failure.code : 'bug';
}

/** Without what was written for colleagues. */
function detailsOf(deed: Deed): Readonly<Record<string, unknown>> {
  if (deed.kind === 'assign') return { queue: deed.queue, agent: deed.agent };
  if (deed.kind === 'hand-back') return { to: deed.to };
  return deed.kind === 'close' ? { code: deed.code, quietly: deed.quietly } : {};
}
