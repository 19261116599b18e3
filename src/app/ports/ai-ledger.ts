import type { Spent } from '#core/ai/ai-budget.ts';
import type { KeptSaid } from '#core/ai/heard.ts';
import type { ChatSummary, KeptBefore } from '#core/ai/recap.ts';

import type { ReplyKey } from './leased-reply.ts';

/** One question to a model, for the log. */
export interface AiEntry {
  readonly conversationId: string;
  readonly seq: number;
  readonly step: string;
  readonly model: string;
  /** SHA-256 of what was asked, in hex: the words themselves stay out. */
  readonly promptHash: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
  /** `answered`, or why it is no answer. */
  readonly outcome: string;
  /** Ids of the passages that the answer rests on. */
  readonly sources: readonly string[];
  /** How often connectors were asked. */
  readonly toolCalls: number;
  /** In millionths of the operator's currency. */
  readonly costMillionths: number;
}

/** One question of a model to a connector, for the log. */
export interface ToolEntry extends ReplyKey {
  /** Attempt of the turn, from 1, and number of the question in it, from 1. */
  readonly attempt: number;
  readonly nth: number;
  readonly step: string;
  readonly connector: string;
  /** By this name the connector knows it again. */
  readonly effect: string;
  readonly latencyMs: number;
  /** `answered`, or why there is no answer. */
  readonly outcome: string;
}

/** What was said in chats, and what was asked of models. */
export abstract class AiLedger {
  /** The last things said in a conversation, and to be said and not said, the oldest first. */
  abstract said(conversationId: string): Promise<readonly KeptSaid[]>;

  /**
   * What is kept of the chat that is under way, and where the one before it ended.
   *
   * @param fromSeq ends before it are not looked for
   */
  abstract before(conversationId: string, fromSeq: number): Promise<KeptBefore>;

  /** Keeps a summary in place of one that has less; nothing where the conversation was erased. */
  abstract keepSummary(conversationId: string, summary: ChatSummary): Promise<void>;

  /** Tokens of the last 24 hours. */
  abstract spent(conversationId: string): Promise<Spent>;

  abstract write(entry: AiEntry): Promise<void>;

  abstract writeTool(entry: ToolEntry): Promise<void>;

  /** Whether the conversation still waits for what this call is to bring. */
  abstract isAwaited(call: ReplyKey): Promise<boolean>;
}
