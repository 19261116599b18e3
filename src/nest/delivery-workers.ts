import type { PaceWorker } from './pace-worker.ts';
import type { ReplyWorker } from './reply-worker.ts';
import type { WriteBackWorker } from './write-back-worker.ts';

/** What leaves for Braze; made only where this process is to send. */
export class DeliveryWorkers {
  constructor(
    readonly replies: ReplyWorker,
    readonly writeBacks: WriteBackWorker,
    readonly pace: PaceWorker,
  ) {}

  start(): void {
    void this.pace.start();
    this.replies.start();
    this.writeBacks.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.replies.stop(), this.writeBacks.stop()]);
    await this.pace.stop();
  }

  async close(): Promise<void> {
    await Promise.all([this.replies.close(), this.writeBacks.close(), this.pace.close()]);
  }
}
