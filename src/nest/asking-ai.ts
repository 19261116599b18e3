import { createHash } from 'node:crypto';

import { PostgresAiLedger } from '#adapters/postgres/ai/postgres-ai-ledger.ts';
import { PostgresKnowledgeBase } from '#adapters/postgres/knowledge/postgres-knowledge-base.ts';
import { AskAi } from '#app/ai/ask-ai.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import { namedModel } from './named-model.ts';
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
  const named = await namedModel(environment);
  if (named === undefined) return undefined;

  const { model } = named;
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
    await Promise.all([ledger.close(), knowledge.close(), named.close()]);
  };
  const notice =
    environment.PARLEY_AI_MODEL === undefined
      ? 'The AI is a stand-in without a model: set PARLEY_AI_BASE_URL and PARLEY_AI_MODEL for a real one.'
      : undefined;
  return { target, notice, close };
}
