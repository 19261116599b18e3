import type { AgentLook, BoardLooks, QueueLook } from '#app/ports/board-looks.ts';
import type { DatabaseTime } from '#app/ports/database-time.ts';
import type { QueueBoard, SetOverride } from '#app/ports/queue-board.ts';
import { type Scope, seesQueue } from '#core/access/scope.ts';
import type { QueueSettings } from '#core/handoff/queue-settings.ts';
import { placesOf, staffOf } from '#core/handoff/staff.ts';

import type { QueuesNow } from '../handoff/queues-now.ts';

/** A queue as leads see it; settings are missing of one that no release knows any more. */
export interface BoardQueue extends QueueLook {
  readonly settings: QueueSettings | undefined;
  readonly isOpen: boolean;
  /** What a lead changed of it. */
  readonly override: SetOverride | undefined;
  /** Who is there for it. */
  readonly agentsThere: number;
  /** Conversations that they could take yet. */
  readonly freePlaces: number;
}

export interface BoardAgent extends AgentLook {
  /** Conversations that they may have; their own number, or what their queues give. */
  readonly places: number;
}

export interface BoardNow {
  /** UTC milliseconds. */
  readonly atMs: number;
  readonly queues: readonly BoardQueue[];
  readonly agents: readonly BoardAgent[];
}

/** How it stands: each queue that somebody may see, and who works there. */
export class LookAtBoard {
  constructor(
    private readonly queues: QueuesNow,
    private readonly board: QueueBoard,
    private readonly looks: BoardLooks,
    private readonly time: DatabaseTime,
  ) {}

  /** @param soonMs within which a promise is at risk */
  async execute(scope: Scope, soonMs: number): Promise<BoardNow> {
    const seen = scope.kind === 'all' ? undefined : scope.queues;
    const [settings, overrides, lines, agents, atMs] = await Promise.all([
      this.queues.execute(),
      this.board.overrides(),
      this.looks.lines(seen, soonMs),
      this.looks.agents(seen),
      this.time.nowMs(),
    ]);
    const looks = new Map(lines.map((line) => [line.queue, line]));
    const staff = agents.map((agent) => ({ ...agent, load: agent.held + agent.offered }));
    const open = lines.filter((line) => line.waiting + line.offered + line.held > 0);
    // The bot's order; queues that no release knows any more while somebody is in them.
    const names = [...new Set([...settings.keys(), ...open.map(({ queue }) => queue)])];
    const queues = names
      .filter((name) => seesQueue(scope, name))
      .map((name): BoardQueue => {
        const { agents: agentsThere, free: freePlaces } = staffOf(name, staff, settings);
        const own = settings.get(name);
        return {
          ...(looks.get(name) ?? nobodyIn(name)),
          ...{ settings: own, isOpen: own?.isOpen(atMs) ?? false, agentsThere, freePlaces },
          override: overrides.find(({ queue }) => queue === name),
        };
      });
    const shown = agents.map((agent) => ({ ...agent, places: placesOf(agent, settings) }));
    return { atMs, queues, agents: shown };
  }
}

function nobodyIn(queue: string): QueueLook {
  return {
    ...{ queue, waiting: 0, offered: 0, held: 0, unanswered: 0, breached: 0, dueSoon: 0 },
    ...{ oldestMs: undefined, waitsNow: undefined, waitedLately: undefined },
  };
}
