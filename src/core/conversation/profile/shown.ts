/** How a chat stands, as marketers see it. */
export type ChatStatus = 'bot' | 'queued' | 'agent' | 'closed';

/**
 * What the customer's profile was told of their chat; stored beside the machine, so that nothing
 * is written that it holds already.
 */
export interface Shown {
  readonly status: ChatStatus;
  /** When the chat under way began: UTC milliseconds; without it none is. */
  readonly sinceMs?: number;
  /** Whether an agent was part of it. */
  readonly agent?: true;
  /** Whether the topic is that of the chat under way, and not of one before it. */
  readonly about?: true;
  /** The topic that was written last. */
  readonly topic?: string;
}
