import type { CallSettlement } from '#core/calls/call-settlement.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';

import type { AcceptEvents } from '../accept-events/accept-events.ts';
import type { ClaimedCall, SettledCall } from '../ports/call-outbox.ts';
import type { Ids } from '../ports/ids.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { Timers } from '../ports/timers.ts';

const AGAIN_MS = 500;
/** Longer than any step waits: then its clock has gone on without the answer. */
const MOST_TRIES = 120;

/** Brings what came of a call through the one door, and says what its row then is. */
export class BringAnswer {
  constructor(
    private readonly acceptEvents: Pick<AcceptEvents, 'execute'>,
    private readonly world: {
      readonly ids: Ids;
      readonly timers: Timers;
      readonly incidents: Incidents;
    },
  ) {}

  /** Answers once it is committed; patient while the store is out of reach. Throws nothing. */
  async execute(call: ClaimedCall, settlement: CallSettlement): Promise<SettledCall> {
    const { conversationId, seq, idx, attempt } = call;
    const key = { conversationId, seq, idx, attempt, delayMs: 0 };
    switch (settlement.kind) {
      case 'again':
        return { ...key, state: 'pending', ...settlement };
      case 'over':
        return { ...key, state: 'expired', reason: settlement.reason };
      case 'fail': {
        const { reason, isRefused } = settlement;
        const isHeard = await this.tell(call, {
          ...{ kind: 'call-failed', callSeq: seq, reason },
          ...(isRefused && { isRefused }),
        });
        return { ...key, state: isHeard ? 'failed' : 'late', reason };
      }
      case 'answer': {
        const { value, sources, asked } = settlement;
        const isHeard = await this.tell(call, {
          ...{ kind: 'call-result', callSeq: seq, value },
          ...(sources !== undefined && { sources }),
          ...(asked !== undefined && { asked }),
        });
        if (isHeard) return { ...key, state: 'answered' };
        return {
          ...key,
          state: 'late',
          reason: 'nobody waited for it any more',
          lateValue: value,
        };
      }
    }
  }

  /** Whether somebody still waited. */
  private async tell(call: ClaimedCall, event: ConversationEvent): Promise<boolean> {
    // The same name in each try: what was committed without our knowing is then a duplicate.
    const arrival = {
      arrivalId: this.world.ids.next(),
      to: { conversationId: call.conversationId },
      event,
      flags: [],
    };
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      try {
        const [receipt] = await this.acceptEvents.execute([arrival]);
        return receipt?.status !== 'ignored';
      } catch (failure) {
        this.world.incidents.failed('bring the answer of a call', failure);
      }
      await this.pause();
    }
    return false;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.world.timers.after(AGAIN_MS, resolve);
    });
  }
}
