import { createHash } from 'node:crypto';

import { PostgresAiLedger } from '#adapters/postgres/ai/postgres-ai-ledger.ts';
import { PostgresKnowledgeBase } from '#adapters/postgres/knowledge/postgres-knowledge-base.ts';
import { NodeTimers } from '#adapters/system/node-timers.ts';
import { AskAi } from '#app/ai/ask-ai.ts';
import { AskConnectors } from '#app/ai/ask-connectors.ts';
import type { AiTally } from '#app/ports/ai-tally.ts';
import type { CallTally } from '#app/ports/call-tally.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { Incidents } from '#app/ports/incidents.ts';
import { aiSettingsOf } from '#config/ai-settings.ts';

import { namedModel } from './named-model.ts';
import type { Runtime } from './runtime.ts';

/** What `ai` steps ask, with what it holds open. */
export interface AskingAi {
  readonly target: AskAi;
  /** Told of the connectors once they are there. */
  readonly connectors: AskConnectors;
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
  {
    callTally,
    ...ports
  }: {
    readonly clock: Clock;
    readonly incidents: Incidents;
    readonly tally: AiTally;
    readonly callTally: CallTally;
  },
): Promise<AskingAi | undefined> {
  const named = await namedModel(environment);
  if (named === undefined) return undefined;

  const { model } = named;
  const ledger = new PostgresAiLedger(databaseUrl);
  const knowledge = new PostgresKnowledgeBase(databaseUrl);
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const { clock } = ports;
  const timers = new NodeTimers();
  const connectors = new AskConnectors({ clock, timers, tally: callTally });
  const { budgets, price } = aiSettingsOf(environment);
  const target = new AskAi(
    { ...ports, model, ledger, knowledge, connectors, timers, hash },
    { budgets, price: price(model.model) },
  );
  const close = async (): Promise<void> => {
    await Promise.all([ledger.close(), knowledge.close(), named.close()]);
  };
  const notice =
    environment.PARLEY_AI_BASE_URL === undefined
      ? 'The AI is a stand-in without a model: set PARLEY_AI_BASE_URL and PARLEY_AI_MODEL for a real one.'
      : undefined;
  return { target, connectors, notice, close };
}
