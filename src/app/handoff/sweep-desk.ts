import type { AgentBook } from '#app/ports/agent-book.ts';
import type { HandoffLine, OpenHandoff, SlaRow } from '#app/ports/handoff-line.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { QueueBoard } from '#app/ports/queue-board.ts';
import type { QueueSettings } from '#core/handoff/queue-settings.ts';
import { nextSla } from '#core/handoff/sla.ts';

import type { CarryOver } from './carry-over.ts';
import type { DeskDoor } from './desk-door.ts';
import type { QueuesNow } from './queues-now.ts';

/** Three signs of life that did not come: a laptop was closed, or a network is gone. */
const SILENT_MS = 45_000;
const AT_ONCE = 200;

/** Puts right what nobody does by themselves: agents who are gone, promises that were broken. */
export class SweepDesk {
  constructor(
    private readonly door: DeskDoor,
    private readonly stores: {
      readonly agents: AgentBook;
      readonly line: HandoffLine;
      readonly board: QueueBoard;
    },
    private readonly queues: QueuesNow,
    private readonly carryOver: Pick<CarryOver, 'execute'>,
    private readonly incidents: Incidents,
  ) {}

  async execute(): Promise<void> {
    await this.giveUpLostAgents();
    await this.carryOver.execute();
    await this.workOutPromises();
    await this.escalate();
  }

  /** What agents had who are gone waits again, at its old place. */
  private async giveUpLostAgents(): Promise<void> {
    const abandoned = await this.stores.agents.abandoned(SILENT_MS, AT_ONCE);
    await this.each(abandoned, ({ conversationId, agent }) =>
      this.door.attempt(conversationId, { kind: 'agent-lost', agent }),
    );
  }

  private async workOutPromises(): Promise<void> {
    const { line } = this.stores;
    const stale = await line.slaStale(AT_ONCE);
    if (stale.length === 0) return;

    // What a lead has just changed may be why they are stale.
    this.queues.forget();
    const queues = await this.queues.execute();
    await line.writeSla(stale.map((each) => slaOf(each, queues.get(each.queue))));
  }

  private async escalate(): Promise<void> {
    const queues = await this.queues.execute();
    await this.each(await this.stores.line.slaBroken(AT_ONCE), async (broken) => {
      const { conversationId, handoff, clock, queue: name } = broken;
      const escalate = queues.get(name)?.escalate;
      const { priority, queue, notify = [] } = escalate ?? {};
      const { refused } = await this.door.attempt(conversationId, {
        ...{ kind: 'escalated', handoff, why: clock },
        ...(priority !== undefined && { priority }),
        ...(queue !== undefined && { queue }),
      });
      if (refused !== undefined) return;
      await this.stores.board.broken({ conversationId, queue: name, clock, notify });
    });
  }

  private async each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
    for (const outcome of await Promise.allSettled(items.map(work))) {
      if (outcome.status === 'rejected') this.incidents.failed('sweep the desk', outcome.reason);
    }
  }
}

function slaOf(open: OpenHandoff, queue: QueueSettings | undefined): SlaRow {
  const { conversationId, handoff, sinceMs, answeredMs = null, unansweredMs = null } = open;
  const waited = { sinceMs, answeredMs, unansweredMs, breached: open.breached };
  const due = queue === undefined ? undefined : nextSla(waited, queue);
  return { conversationId, handoff, clock: due?.clock, dueMs: due?.dueMs };
}
