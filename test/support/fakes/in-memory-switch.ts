import type { Pause } from '#app/ports/pace-board.ts';
import { SendingSwitch } from '#app/ports/sending-switch.ts';

/** The switch of one process. */
export class InMemorySwitch extends SendingSwitch {
  private held: Pause | undefined;

  override pause(by: string, reason: string): Promise<boolean> {
    const changed = this.held === undefined;
    this.held ??= { by, reason, at: new Date(0) };
    return Promise.resolve(changed);
  }

  override resume(): Promise<boolean> {
    const changed = this.held !== undefined;
    this.held = undefined;
    return Promise.resolve(changed);
  }

  override current(): Promise<Pause | undefined> {
    return Promise.resolve(this.held);
  }
}
