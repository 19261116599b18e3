import type { BotFile } from '#core/flow/model/bot.ts';
import type { Copy } from '#core/flow/model/words.ts';

import type { AgentTemplate, ByLocale } from './agent-template.ts';

/** Enough for a name, a number or half a sentence. */
const MAX_LENGTH = 200;

/** The templates of a checked `bot.yaml`, by their names, in its order. */
export function templatesOf({
  desk,
  locales,
}: Pick<BotFile, 'desk' | 'locales'>): ReadonlyMap<string, AgentTemplate> {
  const entries = Object.entries(desk?.templates ?? {}).map(([name, given]) => {
    const { title = name.replaceAll('_', ' '), campaign, category = 'utility', body } = given;
    const campaigns = byLocale(campaign, locales);
    const bodies = byLocale(body, locales);
    const versions = locales.flatMap((locale) => {
      const [words, inCampaign] = [bodies.get(locale), campaigns.get(locale)];
      const campaignId = inCampaign ?? (typeof campaign === 'string' ? campaign : undefined);
      return words === undefined || campaignId === undefined
        ? []
        : [{ locale, campaignId, body: words }];
    });
    const variables = Object.entries(given.variables ?? {}).map(([variable, about]) => ({
      name: variable,
      titles: byLocale(about.title ?? variable.replaceAll('_', ' '), locales),
      maxLength: about.max_length ?? MAX_LENGTH,
      from: about.from,
      property: about.property ?? variable,
    }));
    const titles = byLocale(title, locales);
    const template = { name, titles, category, optIn: given.opt_in, versions, variables };
    return [name, template] as const;
  });
  return new Map(entries);
}

/** One text for everybody is the first language's. */
export function byLocale(copy: Copy, [first = '']: readonly string[]): ByLocale {
  return new Map(typeof copy === 'string' ? [[first, copy]] : Object.entries(copy));
}
