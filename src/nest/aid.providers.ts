import { createHash } from 'node:crypto';

import type { Provider } from '@nestjs/common';

import { AidFacts } from '#adapters/http/api/aid/aid-facts.ts';
import { PostgresAidLedger } from '#adapters/postgres/ai/postgres-aid-ledger.ts';
import { PostgresAnswerSources } from '#adapters/postgres/knowledge/postgres-answer-sources.ts';
import { AidAgents } from '#app/ai/aid-agents.ts';
import { AidSheets } from '#app/ai/aid-sheet.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { AiTally } from '#app/ports/ai-tally.ts';
import { AnswerSources } from '#app/ports/answer-sources.ts';
import { Clock } from '#app/ports/clock.ts';
import { HandoffFiles } from '#app/ports/handoff-files.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';
import { aiSettingsOf } from '#config/ai-settings.ts';

import { AidConnections } from './aid-connections.ts';
import { bind } from './bind.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** What the routes of the agents' aid ask for. */
export const aidProviders: readonly Provider[] = [
  {
    provide: AnswerSources,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresAnswerSources(pool),
  },
  bind(AidSheets, [HandoffFiles, KnownReleases]),
  {
    provide: AidFacts,
    inject: [AidConnections],
    useFactory: ({ named }: AidConnections) => new AidFacts(named?.isStandIn ?? false),
  },
  {
    provide: AidAgents,
    inject: [
      ...[Runtime, AidConnections, SharedPool, ReadConversations, AidSheets, Clock],
      ...[AiTally, Incidents],
    ],
    useFactory: aidAgents,
  },
];

function aidAgents(
  { environment }: Runtime,
  { named, ledger: said, knowledge }: AidConnections,
  { pool }: SharedPool,
  conversations: ReadConversations,
  sheets: AidSheets,
  clock: Clock,
  tally: AiTally,
  incidents: Incidents,
): AidAgents {
  const { PARLEY_AI_TOKENS_PER_AGENT: perAgent } = environment;
  const { budgets, price: priceOf } = aiSettingsOf(environment);
  const { tokens: perDay = Infinity, money: moneyPerDay } = budgets.day;
  const price = named && priceOf(named.model.model);
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const ledger = new PostgresAidLedger(pool);
  const world = { conversations, sheets, said, ledger, knowledge, clock, tally, incidents, hash };
  return new AidAgents({ ...world, price, model: named?.model }, { perAgent, perDay, moneyPerDay });
}
