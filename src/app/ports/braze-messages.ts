import type { Carrier } from '#core/conversation/effect.ts';
import type { Identity } from '#core/conversation/identity.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

/** One person's message within a call. */
interface TriggerRecipient {
  readonly recipient: Identity;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Written to the profile first, where there are any; a whole message takes none along. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  /** `<conversation>:<seq>:<idx>`, so that Braze's own records can be joined with ours. */
  readonly replyId: string;
}

/**
 * A call that triggers one campaign, or one Canvas, for these people and nobody else, or sends them
 * one message: a broadcast cannot be said.
 */
export interface TriggerCall {
  readonly carrier: Carrier;
  /** Of the campaign or the Canvas. */
  readonly campaignId: string;
  /** 1 to 50, nobody twice; with the carrier `messages` all have the same properties. */
  readonly recipients: readonly TriggerRecipient[];
}

/** Braze as the way to customers' phones. */
export abstract class BrazeMessages {
  /**
   * Triggers it. A failure of the wire is an answer: this does not throw for it.
   *
   * @throws RecipientsOutOfBounds for none or more than 50, before anything is sent
   */
  abstract trigger(call: TriggerCall): Promise<WireAnswer>;
}
