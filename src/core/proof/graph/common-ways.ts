import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import type { CopyKey } from '#core/flow/model/bot.ts';

import {
  AGENT,
  correctedIn,
  KEYWORDS,
  QUEUE,
  REST,
  startOf,
  STOPPING,
  type Surroundings,
  undeliveredIn,
} from './flow-places.ts';
import type { Act, Edge, Input } from './place.ts';
import { saying } from './saying.ts';

/** Words that every bot has. */
export function builtIn(bot: BotParts, key: CopyKey): readonly Act[] {
  const known = made.get(bot) ?? new Map<CopyKey, readonly Act[]>();
  made.set(bot, known);
  const acts = known.get(key) ?? saying(bot, bot.copy[key], { source: undefined, path: [] });
  known.set(key, acts);
  return acts;
}

/** Made once for all places that say it. */
const made = new WeakMap<BotParts, Map<CopyKey, readonly Act[]>>();

const TO_A_PERSON: Act = { kind: 'handoff', handoff: {}, source: undefined, path: [] };

/** What works wherever the bot has the conversation, beside what a place waits for. */
export function commonWays(all: Surroundings, keywords: boolean): Edge[] {
  const { bot } = all;
  return [
    ...(keywords ? [everywhere(all, { kind: 'keyword' }, KEYWORDS)] : []),
    ...(bot.menu === undefined ? [] : [command(all, 'menu', startOf(bot.menu))]),
    command(all, 'agent', QUEUE, [...builtIn(bot, 'handoff'), TO_A_PERSON]),
    command(all, 'stop', STOPPING, builtIn(bot, 'stop_confirm')),
    everywhere(all, { kind: 'agent', what: 'took' }, AGENT),
  ];
}

/** And in a flow, where an earlier answer may be put right. */
export function flowWays(all: Surroundings, flow: string, keywords: boolean): Edge[] {
  const { bot } = all;
  return [
    ...commonWays(all, keywords),
    command(all, 'cancel', REST, builtIn(bot, 'cancelled')),
    command(all, 'correction', correctedIn(flow), builtIn(bot, 'corrected')),
    ...(all.unheard.has(flow)
      ? [everywhere(all, { kind: 'undelivered' }, undeliveredIn(flow))]
      : []),
  ];
}

/** A command's way; what is said on it is built in. */
export function command(
  all: Surroundings,
  name: string,
  to: string,
  acts: readonly Act[] = [],
): Edge {
  return everywhere(all, { kind: 'command', command: name }, to, acts);
}

function everywhere(
  { graph }: Surroundings,
  input: Input,
  to: string,
  acts: readonly Act[] = [],
): Edge {
  return { input, acts, to: graph.id(to), origin: 'global' };
}

/** What stays where it is: what cannot be read, another language, an agent's word in between. */
export function stayingWays({ bot }: Surroundings, here: number): Edge[] {
  const stays = (input: Input, acts: readonly Act[]): Edge => ({
    ...{ input, acts, to: here, origin: 'built-in' },
  });
  return [
    stays({ kind: 'unreadable' }, builtIn(bot, 'cannot_read')),
    stays({ kind: 'command', command: 'language' }, builtIn(bot, 'language_set')),
    stays({ kind: 'agent', what: 'replied' }, []),
  ];
}
