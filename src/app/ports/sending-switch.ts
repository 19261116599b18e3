import type { Pause } from './pace-board.ts';

/** The switch that stops all sending; it survives restarts, and each use of it is audited. */
export abstract class SendingSwitch {
  /** Answers whether this call stopped it: a pause that holds already is left as it is. */
  abstract pause(by: string, reason: string): Promise<boolean>;

  /** Answers whether there was a pause to end. */
  abstract resume(by: string): Promise<boolean>;

  abstract current(): Promise<Pause | undefined>;
}
