import type { BotFile } from '../model/bot.ts';
import type { Flow } from '../model/flow.ts';
import { OWN_ATTRIBUTES, OWN_EVENTS, type OwnAttribute, type OwnEvent } from '../model/profile.ts';

/** What is written of each conversation to its customer's profile, beside what flows write. */
export interface OwnProfile {
  readonly attributes: ReadonlySet<OwnAttribute>;
  readonly events: ReadonlySet<OwnEvent>;
  /** What chats are about, by flow; the menu and the welcome are about nothing. */
  readonly topics: ReadonlyMap<string, string>;
  /** WhatsApp's subscription group, which an opt-out and a start change. */
  readonly subscriptionGroup: string | undefined;
}

export function ownProfileOf(bot: BotFile, flows: readonly Flow[]): OwnProfile {
  const { attributes = OWN_ATTRIBUTES, events = OWN_EVENTS } = bot.profile ?? {};
  const about = flows.filter(({ name }) => name !== bot.menu && name !== bot.welcome);
  return {
    attributes: new Set(attributes === false ? [] : attributes),
    events: new Set(events === false ? [] : events),
    topics: new Map(about.map(({ name, title }) => [name, title ?? inWords(name)])),
    subscriptionGroup: bot.subscription_group,
  };
}

/** `track_order` as people would write it. */
function inWords(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
