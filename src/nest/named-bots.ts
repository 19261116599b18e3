import { createHash } from 'node:crypto';

import { HttpBot } from '#adapters/connectors/http-bot.ts';
import { PostgresAiLedger } from '#adapters/postgres/ai/postgres-ai-ledger.ts';
import { AskBots } from '#app/ai/ask-bots.ts';
import type { CallTargets } from '#app/ports/call-targets.ts';
import type { Clock } from '#app/ports/clock.ts';
import type { Incidents } from '#app/ports/incidents.ts';

import type { NamedConnectors } from './named-connectors.ts';

/** The bots that an operator has named, with their connections. */
export class NamedBots {
  readonly target: AskBots;
  private readonly ledger: PostgresAiLedger;
  private open: readonly HttpBot[] = [];

  constructor(
    databaseUrl: string,
    ports: { readonly clock: Clock; readonly incidents: Incidents },
    model: CallTargets | undefined,
  ) {
    // Its pool connects at the first question only.
    this.ledger = new PostgresAiLedger(databaseUrl);
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    this.target = new AskBots({ ...ports, hash, ledger: this.ledger }, model);
  }

  take({ file, secret }: NamedConnectors): void {
    const before = this.open;
    this.open = Object.entries(file?.bots ?? {}).map(
      ([name, entry]) => new HttpBot(name, entry, secret, () => Date.now()),
    );
    this.target.take(this.open);
    for (const bot of before) bot.retire();
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.map((bot) => bot.close()), this.ledger.close()]);
  }
}
