import type { Provider } from '@nestjs/common';

import { PostgresTime } from '#adapters/postgres/desk/postgres-time.ts';
import { PostgresAgentBook } from '#adapters/postgres/handoff/postgres-agent-book.ts';
import { PostgresBlockList } from '#adapters/postgres/handoff/postgres-block-list.ts';
import { PostgresDeskLists } from '#adapters/postgres/handoff/postgres-desk-lists.ts';
import { PostgresHandoffFiles } from '#adapters/postgres/handoff/postgres-handoff-files.ts';
import { PostgresHandoffLine } from '#adapters/postgres/handoff/postgres-handoff-line.ts';
import { PostgresQueueBoard } from '#adapters/postgres/handoff/postgres-queue-board.ts';
import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { FindConversation } from '#app/accept-events/find-conversation.ts';
import { AnswerOffer } from '#app/handoff/answer-offer.ts';
import { BlockCustomer } from '#app/handoff/block-customer.ts';
import { CarryOver } from '#app/handoff/carry-over.ts';
import { ChangePresence } from '#app/handoff/change-presence.ts';
import { ClaimConversation } from '#app/handoff/claim-conversation.ts';
import { CloseConversation } from '#app/handoff/close-conversation.ts';
import { DescribeHandoff } from '#app/handoff/describe-handoff.ts';
import { DeskDoor } from '#app/handoff/desk-door.ts';
import { GiveOut } from '#app/handoff/give-out.ts';
import { LookAtPlace } from '#app/handoff/look-at-place.ts';
import { OfferWaiting } from '#app/handoff/offer-waiting.ts';
import { OverrideQueue } from '#app/handoff/override-queue.ts';
import { QueuesNow } from '#app/handoff/queues-now.ts';
import { ReplyAsAgent } from '#app/handoff/reply-as-agent.ts';
import { ReturnConversation } from '#app/handoff/return-conversation.ts';
import { SweepDesk } from '#app/handoff/sweep-desk.ts';
import { TakeOver } from '#app/handoff/take-over.ts';
import { TransferConversation } from '#app/handoff/transfer-conversation.ts';
import { WriteNote } from '#app/handoff/write-note.ts';
import { AgentBook } from '#app/ports/agent-book.ts';
import { BlockList } from '#app/ports/block-list.ts';
import { Clock } from '#app/ports/clock.ts';
import { DatabaseTime } from '#app/ports/database-time.ts';
import { DeskLists } from '#app/ports/desk-lists.ts';
import { HandoffFiles } from '#app/ports/handoff-files.ts';
import { HandoffLine } from '#app/ports/handoff-line.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { QueueBoard } from '#app/ports/queue-board.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';

import { bind } from './bind.ts';
import { DeskBell } from './desk-bell.ts';
import { SharedPool } from './store.providers.ts';

/** What people do with conversations, and what gives out what waits for them. */
export const handoffProviders: readonly Provider[] = [
  {
    provide: AgentBook,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresAgentBook(pool),
  },
  {
    provide: HandoffLine,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresHandoffLine(pool),
  },
  {
    provide: QueueBoard,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresQueueBoard(pool),
  },
  {
    provide: DeskLists,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresDeskLists(pool),
  },
  {
    provide: HandoffFiles,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresHandoffFiles(pool),
  },
  {
    provide: DatabaseTime,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresTime(pool),
  },
  bind(DescribeHandoff, [HandoffFiles, KnownReleases, DatabaseTime]),
  bind(DeskBell, []),
  bind(QueuesNow, [KnownReleases, QueueBoard, Clock]),
  bind(DeskDoor, [AcceptEvents, HandoffLine, Ids]),
  bind(ChangePresence, [AgentBook]),
  bind(ClaimConversation, [DeskDoor, AgentBook, HandoffLine, QueuesNow]),
  bind(AnswerOffer, [DeskDoor]),
  bind(TakeOver, [DeskDoor]),
  bind(TransferConversation, [DeskDoor, QueuesNow]),
  bind(ReturnConversation, [DeskDoor]),
  bind(CloseConversation, [DeskDoor]),
  bind(WriteNote, [DeskDoor]),
  bind(BlockCustomer, [DeskDoor]),
  {
    provide: BlockList,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresBlockList(pool),
  },
  bind(ReplyAsAgent, [DeskDoor]),
  bind(OverrideQueue, [QueueBoard, QueuesNow]),
  bind(LookAtPlace, [HandoffLine, QueuesNow, DatabaseTime]),
  {
    provide: OfferWaiting,
    inject: [DeskDoor, HandoffLine, AgentBook, QueuesNow, LookAtPlace, Incidents],
    useFactory: (
      door: DeskDoor,
      line: HandoffLine,
      agents: AgentBook,
      queues: QueuesNow,
      places: LookAtPlace,
      incidents: Incidents,
    ) => new OfferWaiting(door, { line, agents }, queues, places, incidents),
  },
  {
    provide: CarryOver,
    inject: [DeskDoor, HandoffLine, FindConversation, Incidents],
    useFactory: (
      door: DeskDoor,
      line: HandoffLine,
      finding: FindConversation,
      incidents: Incidents,
    ): CarryOver => {
      const carryOver = new CarryOver(door, line, incidents);
      finding.onMerged = (closedId) => carryOver.execute(closedId);
      return carryOver;
    },
  },
  {
    provide: SweepDesk,
    inject: [DeskDoor, AgentBook, HandoffLine, QueueBoard, QueuesNow, CarryOver, Incidents],
    useFactory: (
      door: DeskDoor,
      agents: AgentBook,
      line: HandoffLine,
      board: QueueBoard,
      queues: QueuesNow,
      carryOver: CarryOver,
      incidents: Incidents,
    ) => new SweepDesk(door, { agents, line, board }, queues, carryOver, incidents),
  },
  {
    provide: GiveOut,
    inject: [OfferWaiting, SweepDesk, Incidents, DeskBell],
    useFactory: (
      offers: OfferWaiting,
      sweep: SweepDesk,
      incidents: Incidents,
      bell: DeskBell,
    ): GiveOut => {
      const giveOut = new GiveOut(offers, sweep, incidents);
      bell.onRing = () => {
        giveOut.hint();
      };
      return giveOut;
    },
  },
];
