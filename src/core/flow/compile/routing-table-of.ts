import type { RoutingTable } from '#core/routing/listening.ts';
import { PhraseTable } from '#core/routing/phrase-table.ts';

import type { Flow } from '../model/flow.ts';
import type { BotParts } from './bot-parts.ts';
import { phrasesOf } from './bot-parts-of.ts';

/** What all states of a release hear alike. */
export function routingTableOf(flows: readonly Flow[], bot: BotParts): RoutingTable {
  const keywords = flows.flatMap(({ name, keywords: phrases }) => phrasesOf(phrases, name));
  return {
    ...{ optOut: bot.optOut, commands: bot.commands, welcome: bot.welcome },
    understand: bot.understand,
    ...{ languages: bot.languages, corrections: bot.corrections },
    keywords: new PhraseTable(keywords),
  };
}
