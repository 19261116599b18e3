import type { SendingSwitch } from '../ports/sending-switch.ts';
import type { Switched } from './pause-sending.ts';

/** Lets everything leave again that waits and whose time is not over. */
export class ResumeSending {
  constructor(private readonly sending: SendingSwitch) {}

  async execute(by: string): Promise<Switched> {
    const changed = await this.sending.resume(by);
    return { changed, pause: await this.sending.current() };
  }
}
