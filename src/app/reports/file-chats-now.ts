import type { ChatLedger } from '#app/ports/chat-ledger.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import { untilFew } from '../housekeeping/until-few.ts';

/** Often, so that little is there each time: what customers wait for runs beside it. */
const EVERY_MS = 1_000;
/**
 * An event's time is read when its transaction begins: by then all that began before it have ended,
 * for Postgres ends what takes longer.
 */
const SETTLED_MS = 60_000;

/** Makes the chats that reports count, off a message's way. */
export class FileChatsNow {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isOver = false;

  constructor(
    private readonly ledger: ChatLedger,
    private readonly incidents: Incidents,
    private readonly settledMs = SETTLED_MS,
  ) {}

  /** Until there is nothing left to file. */
  async execute(): Promise<void> {
    await untilFew(async (atOnce) => (this.isOver ? 0 : this.ledger.file(atOnce, this.settledMs)));
  }

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.execute()
        .catch((failure: unknown) => {
          this.incidents.failed('file chats', failure);
        })
        .finally(() => {
          this.running = undefined;
        });
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    this.isOver = true;
    clearInterval(this.timer);
    await this.running;
  }
}
