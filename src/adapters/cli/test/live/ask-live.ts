import type { ChatModel, ModelQuestion, ModelUse } from '#app/ports/chat-model.ts';
import type { ModelMessage } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import { AppError } from '#core/app-error.ts';

import type { TokenPurse } from './token-purse.ts';

/** The provider does not let us in: every further question would end the same. */
class KeyRefused extends AppError {
  override readonly code = 'ai.key-refused';
  override readonly kind = 'forbidden';

  constructor(model: string, reason: string) {
    super(`${reason} (${model}): set PARLEY_AI_API_KEY to a key that may use this model`);
  }
}

export type LiveAnswer =
  | { readonly answer: ModelAnswer }
  /** Nobody waits so long. */
  | 'timeout'
  /** Why there is none that says anything of the bot. */
  | { readonly reason: string };

interface LiveAsk extends Pick<ModelQuestion, 'tools' | 'mayAsk'> {
  readonly messages: readonly ModelMessage[];
  readonly schema: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
}

/** As often is asked as for a customer. */
const ATTEMPTS = 2;
const NOTHING = { tokensIn: 0, tokensOut: 0 };
const LONGEST_REST_MS = 10_000;

/**
 * Asks a model as it is asked for a customer: twice where it could not be reached.
 *
 * @throws KeyRefused
 */
export async function askLive(
  model: ChatModel,
  { timeoutMs, ...question }: LiveAsk,
  purse: TokenPurse,
): Promise<LiveAnswer> {
  let reason = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const reserved = purse.reserve(question.messages);
    if (reserved === undefined) return { reason: 'the tokens of --most are used' };
    const signal = AbortSignal.timeout(timeoutMs);
    const completed = await model.complete({ ...question, signal });
    purse.settle(reserved, useOf(completed));
    if (!('kind' in completed)) return { answer: completed.answer };
    if (signal.aborted) return 'timeout';
    ({ reason } = completed);
    if (/^HTTP 40[13] /.test(reason)) throw new KeyRefused(model.model, reason);
    if (completed.kind === 'refused') break;
    if (attempt < ATTEMPTS) await pause(completed.retryAfterMs ?? 0);
  }
  return { reason };
}

type Completed = Awaited<ReturnType<ChatModel['complete']>>;

/** A question that broke off may have cost what it likes, and some servers do not say. */
function useOf(completed: Completed): ModelUse | undefined {
  if ('kind' in completed) return completed.kind === 'ambiguous' ? undefined : NOTHING;
  const { tokensIn, tokensOut } = completed.use;
  return tokensIn + tokensOut === 0 ? undefined : completed.use;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_REST_MS)));
}
