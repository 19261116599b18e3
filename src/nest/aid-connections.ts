import type { Provider } from '@nestjs/common';

import { PostgresAiLedger } from '#adapters/postgres/ai/postgres-ai-ledger.ts';
import { PostgresKnowledgeBase } from '#adapters/postgres/knowledge/postgres-knowledge-base.ts';

import { type NamedModel, namedModel } from './named-model.ts';
import { Runtime } from './runtime.ts';

/** What the agents' aid holds open, where this process serves it. */
export class AidConnections {
  constructor(
    readonly named: NamedModel | undefined,
    /** Its pools connect at the first question only. */
    readonly ledger: PostgresAiLedger,
    readonly knowledge: PostgresKnowledgeBase,
  ) {}

  async close(): Promise<void> {
    await Promise.all([this.named?.close(), this.ledger.close(), this.knowledge.close()]);
  }
}

/** Known in every process, so that all of them give it back in the same way. */
export const aidConnections: Provider = {
  provide: AidConnections,
  inject: [Runtime],
  useFactory: async ({ environment, databaseUrl, servesApi }: Runtime) =>
    new AidConnections(
      servesApi ? await namedModel(environment) : undefined,
      new PostgresAiLedger(databaseUrl),
      new PostgresKnowledgeBase(databaseUrl),
    ),
};
