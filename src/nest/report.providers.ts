import type { Provider } from '@nestjs/common';

import { PostgresAiUses } from '#adapters/postgres/ai/postgres-ai-uses.ts';
import { PostgresChatLedger } from '#adapters/postgres/reports/postgres-chat-ledger.ts';
import { PostgresReports } from '#adapters/postgres/reports/postgres-reports.ts';
import { ReportAiUse } from '#app/ai/report-ai-use.ts';
import { AgentBook } from '#app/ports/agent-book.ts';
import { ChatLedger } from '#app/ports/chat-ledger.ts';
import { DatabaseTime } from '#app/ports/database-time.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { Reports } from '#app/ports/reports.ts';
import { FileChatsNow } from '#app/reports/file-chats-now.ts';
import { ReadReports } from '#app/reports/read-reports.ts';
import { aiSettingsOf } from '#config/ai-settings.ts';

import { bind } from './bind.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** What reports are made from, and what reads them. */
export const reportProviders: readonly Provider[] = [
  {
    provide: ChatLedger,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresChatLedger(pool),
  },
  {
    provide: FileChatsNow,
    inject: [ChatLedger, Incidents],
    useFactory: (ledger: ChatLedger, incidents: Incidents) => new FileChatsNow(ledger, incidents),
  },
  {
    provide: Reports,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresReports(pool),
  },
  bind(ReadReports, [Reports, AgentBook, DatabaseTime]),
  {
    provide: ReportAiUse,
    inject: [SharedPool, Runtime],
    useFactory: ({ pool }: SharedPool, { environment }: Runtime) => {
      const { budgets, price, currency } = aiSettingsOf(environment);
      const tokensPerAgent = environment.PARLEY_AI_TOKENS_PER_AGENT;
      const terms = { day: budgets.day, price, currency, tokensPerAgent };
      return new ReportAiUse(new PostgresAiUses(pool), terms);
    },
  },
];
