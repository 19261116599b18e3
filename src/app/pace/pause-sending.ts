import type { Pause } from '../ports/pace-board.ts';
import type { SendingSwitch } from '../ports/sending-switch.ts';

/** What a use of the switch came to. */
export interface Switched {
  /** Whether this use changed anything. */
  readonly changed: boolean;
  /** What holds now. */
  readonly pause: Pause | undefined;
}

/**
 * Stops everything that leaves for Braze, on every replica within a second.
 *
 * Webhooks are still answered and replies kept; what is on the wire is finished. What waits past
 * its window is settled as expired, and says so.
 */
export class PauseSending {
  constructor(private readonly sending: SendingSwitch) {}

  async execute(by: string, reason: string): Promise<Switched> {
    const changed = await this.sending.pause(by, reason);
    return { changed, pause: await this.sending.current() };
  }
}
