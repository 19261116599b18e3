import type { QueueOverride } from '#core/handoff/queue-settings.ts';

export interface SetOverride {
  readonly queue: string;
  readonly settings: QueueOverride;
  /** As the audit knows them. */
  readonly by: string;
  /** The person's name; `undefined` for a key, a command line, or somebody who is gone. */
  readonly byName: string | undefined;
  readonly at: Date;
}

/** What leads changed of queues while Parley runs; each change is audited with it. */
export abstract class QueueBoard {
  abstract overrides(): Promise<readonly SetOverride[]>;

  /** Takes the place of what was set before. */
  abstract override(queue: string, settings: QueueOverride, by: string): Promise<void>;

  /** As bot.yaml has it again. Answers whether there was anything to take back. */
  abstract clear(queue: string, by: string): Promise<boolean>;

  /** A promise was broken: for the audit, and for who is to be told. */
  abstract broken(promise: {
    readonly conversationId: string;
    readonly queue: string;
    readonly clock: string;
    readonly notify: readonly string[];
  }): Promise<void>;
}
