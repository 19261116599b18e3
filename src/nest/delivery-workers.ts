import type { ReplyWorker } from './reply-worker.ts';
import type { WriteBackWorker } from './write-back-worker.ts';

/** What leaves for Braze; made only where this process is to send. */
export class DeliveryWorkers {
  constructor(
    readonly replies: ReplyWorker,
    readonly writeBacks: WriteBackWorker,
  ) {}

  start(): void {
    this.replies.start();
    this.writeBacks.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.replies.stop(), this.writeBacks.stop()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.replies.close(), this.writeBacks.close()]);
  }
}
