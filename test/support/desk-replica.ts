import type pg from 'pg';

import { PostgresAuditTrail } from '#adapters/postgres/audit/postgres-audit-trail.ts';
import { PostgresTime } from '#adapters/postgres/desk/postgres-time.ts';
import { PostgresAgentBook } from '#adapters/postgres/handoff/postgres-agent-book.ts';
import { PostgresDeskLists } from '#adapters/postgres/handoff/postgres-desk-lists.ts';
import { PostgresHandoffLine } from '#adapters/postgres/handoff/postgres-handoff-line.ts';
import { PostgresQueueBoard } from '#adapters/postgres/handoff/postgres-queue-board.ts';
import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import { prismaOver } from '#adapters/postgres/prisma.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import { ActOnMany } from '#app/board/act-on-many.ts';
import { AnswerOffer } from '#app/handoff/answer-offer.ts';
import { AttendDesk } from '#app/handoff/attend-desk.ts';
import { CarryOver } from '#app/handoff/carry-over.ts';
import { ChangePresence } from '#app/handoff/change-presence.ts';
import { ClaimConversation } from '#app/handoff/claim-conversation.ts';
import { DeskDoor } from '#app/handoff/desk-door.ts';
import { LookAtPlace } from '#app/handoff/look-at-place.ts';
import { OfferWaiting } from '#app/handoff/offer-waiting.ts';
import { OverrideQueue } from '#app/handoff/override-queue.ts';
import { QueuesNow } from '#app/handoff/queues-now.ts';
import { SweepDesk } from '#app/handoff/sweep-desk.ts';
import { TakeOver } from '#app/handoff/take-over.ts';
import { TransferConversation } from '#app/handoff/transfer-conversation.ts';
import type { AgentCard } from '#app/ports/agent-book.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import { Accepting } from './accepting.ts';

/** A replica's desk on a real database. */
export class DeskReplica {
  readonly accepting: Accepting;
  readonly pool: pg.Pool;
  readonly door: DeskDoor;
  readonly agents: PostgresAgentBook;
  readonly line: PostgresHandoffLine;
  readonly board: PostgresQueueBoard;
  readonly lists: PostgresDeskLists;
  readonly claim: ClaimConversation;
  readonly answer: AnswerOffer;
  readonly offers: OfferWaiting;
  readonly sweep: SweepDesk;
  readonly takeOver: TakeOver;
  readonly many: ActOnMany;
  readonly transfer: TransferConversation;
  readonly presence: ChangePresence;
  readonly override: OverrideQueue;
  readonly place: LookAtPlace;

  constructor(url: string, release: CompiledRelease) {
    this.accepting = new Accepting(url, { release });
    this.pool = ordinaryPool(url, 4, 'desk');
    this.agents = new PostgresAgentBook(this.pool);
    this.line = new PostgresHandoffLine(this.pool);
    this.board = new PostgresQueueBoard(this.pool);
    this.lists = new PostgresDeskLists(this.pool);
    const { acceptEvents, incidents, releases } = this.accepting;
    const queues = new QueuesNow(releases, this.board, new MonotonicClock());
    const { agents, line, board } = this;
    this.door = new DeskDoor(acceptEvents, line, new UuidV7Ids());
    this.claim = new ClaimConversation(this.door, agents, line, queues);
    this.answer = new AnswerOffer(this.door);
    this.place = new LookAtPlace(line, queues, new PostgresTime(this.pool));
    this.offers = new OfferWaiting(this.door, { line, agents }, queues, this.place, incidents);
    const carryOver = new CarryOver(this.door, line, incidents);
    this.accepting.findConversation.onMerged = (closedId) => carryOver.execute(closedId);
    this.sweep = new SweepDesk(this.door, { agents, line, board }, queues, carryOver, incidents);
    this.takeOver = new TakeOver(this.door);
    this.transfer = new TransferConversation(this.door, queues);
    this.presence = new ChangePresence(agents);
    const audit = new PostgresAuditTrail(prismaOver(this.pool));
    const attend = new AttendDesk(agents, this.presence);
    this.many = new ActOnMany(this.door, { lists: this.lists, agents, audit }, queues, attend);
    this.override = new OverrideQueue(board, queues);
  }

  /** An agent of all queues who is there. */
  async comes(id: string, card: Partial<AgentCard> = {}): Promise<void> {
    const can = { queues: ['*'], skills: [], languages: ['en'], capacity: undefined };
    await this.agents.put({ id, name: id, ...can, ...card });
    await this.agents.setPresence(id, 'online');
  }

  async close(): Promise<void> {
    await Promise.all([this.accepting.close(), this.pool.end()]);
  }
}
