import type { AnswerForm } from '#core/ai/answer-form.ts';
import type { BotAnswer } from '#core/ai/bot-answer.ts';
import type { Said } from '#core/ai/prompt.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';

/** What another bot is asked. */
export interface BotQuestion {
  /** The call's own name: the same in every attempt. */
  readonly id: string;
  /** By this name the bot knows the conversation again; it says nothing of who it is with. */
  readonly conversation: string;
  /** `flow.step`. */
  readonly step: string;
  /** What the designer wrote, rendered. */
  readonly instructions: string;
  /** What the customer wrote since anybody answered. */
  readonly text: string;
  /** What was said lately, the oldest first. */
  readonly said: readonly Said[];
  /** What the flow would like to know besides. */
  readonly form: AnswerForm;
  readonly signal: AbortSignal;
}

/** A body as it came in, and what proves who sent it. */
export interface SignedBody {
  readonly id: string;
  /** UTC seconds since 1970. */
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
}

/** Why there is no answer, in the words of a call. */
export type BotTrouble = Exclude<CallOutcome, { readonly kind: 'answered' }>;

/** Another bot that answers `ai` steps, as an operator has named it. */
export abstract class ChatBot {
  abstract readonly name: string;
  /** Hosts to which its answers may link. */
  abstract readonly links: readonly string[];
  /** Whether personal data are replaced before it is told of them. */
  abstract readonly redactsPersonal: boolean;

  /** Whether it answers this step, and how closely it is meant: 2 the step, 1 its flow, 0 all. */
  abstract answers(step: string): number | undefined;

  /** Whether this bot has signed it, lately. */
  abstract hasSigned(signed: SignedBody): boolean;

  /** Asks once; throws nothing. */
  abstract ask(question: BotQuestion): Promise<BotAnswer | BotTrouble>;
}
