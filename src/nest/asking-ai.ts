import { createHash } from 'node:crypto';

import { OpenAiChatModel } from '#adapters/ai/openai-chat-model.ts';
import { STAND_IN, StandInModel } from '#adapters/ai/stand-in/stand-in-model.ts';
import { PostgresAiLedger } from '#adapters/postgres/ai/postgres-ai-ledger.ts';
import { PostgresKnowledgeBase } from '#adapters/postgres/knowledge/postgres-knowledge-base.ts';
import { AskAi } from '#app/ai/ask-ai.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import type { Runtime } from './runtime.ts';

/** What `ai` steps ask, with what it holds open. */
export interface AskingAi {
  readonly target: AskAi;
  /** Said to whoever looks at the terminal, where no model was named. */
  readonly notice: string | undefined;
  close(): Promise<void>;
}

/**
 * The model that the environment names; outside production the stand-in where it names none. In
 * production there is none then, and `ai` steps take `failed`.
 */
export async function askingAi(
  { environment, databaseUrl }: Runtime,
  ports: { readonly clock: Clock; readonly incidents: Incidents },
): Promise<AskingAi | undefined> {
  const { PARLEY_AI_BASE_URL, PARLEY_AI_MODEL, PARLEY_ENV } = environment;
  const isNamed = PARLEY_AI_BASE_URL !== undefined && PARLEY_AI_MODEL !== undefined;
  if (!isNamed && PARLEY_ENV === 'production') return undefined;

  const standIn = isNamed ? undefined : await StandInModel.start();
  const model = new OpenAiChatModel({
    baseUrl: PARLEY_AI_BASE_URL ?? standIn?.url ?? '',
    model: PARLEY_AI_MODEL ?? STAND_IN,
    apiKey: () => environment.aiApiKey() ?? 'none',
  });
  const ledger = new PostgresAiLedger(databaseUrl);
  const knowledge = new PostgresKnowledgeBase(databaseUrl);
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const target = new AskAi(
    { ...ports, model, ledger, knowledge, hash },
    {
      perChat: environment.PARLEY_AI_TOKENS_PER_CHAT,
      perDay: environment.PARLEY_AI_TOKENS_PER_DAY,
    },
  );
  const close = async (): Promise<void> => {
    await Promise.all([ledger.close(), knowledge.close(), standIn?.close()]);
  };
  const notice =
    standIn &&
    'The AI is a stand-in without a model: set PARLEY_AI_BASE_URL and PARLEY_AI_MODEL for a real one.';
  return { target, notice, close };
}
