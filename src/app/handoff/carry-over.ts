import type { HandoffLine, MergedHandoff } from '#app/ports/handoff-line.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';

import type { DeskDoor } from './desk-door.ts';

const AT_ONCE = 100;

/**
 * Takes along what waits for people, or has somebody, when a conversation is closed in favour of
 * another one of the same person: at once by whoever merged them, and by the sweep after a crash.
 */
export class CarryOver {
  constructor(
    private readonly door: Pick<DeskDoor, 'attempt'>,
    private readonly line: Pick<HandoffLine, 'merged'>,
    private readonly incidents: Incidents,
  ) {}

  /** @param closedId of one of two that were merged; without it, all that are left */
  async execute(closedId?: string): Promise<void> {
    try {
      const merged = await this.line.merged(AT_ONCE, closedId);
      await Promise.all(merged.map((each) => this.carry(each)));
    } catch (failure) {
      this.incidents.failed('carry a handoff over to another conversation', failure);
    }
  }

  private async carry(merged: MergedHandoff): Promise<void> {
    const { conversationId: from, into, queue, sinceMs, priority, reason, skills, agent } = merged;
    const event: DeskEvent = {
      ...{ kind: 'joined', from, queue, sinceMs, priority, reason, skills },
      ...(agent !== undefined && { agent }),
    };
    // The closed one's id: a conversation is closed once, and goes on once.
    await this.door.attempt(into, event, from);
  }
}
