import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import { type Maker, replyMaker } from '#core/flow/compile/replies.ts';
import type { CopyKey } from '#core/flow/model/bot.ts';

import type { ListedAction } from '../carried-out.ts';

/** What the bot says when it comes back to something. */
export type RepairWords = Extract<
  CopyKey,
  'resumed' | 'corrected' | 'picked_up' | 'language_set' | 'nothing_before' | 'place_lost'
>;

const makers = new WeakMap<BotParts, Map<RepairWords, Maker>>();

/** Built-in words as an action, beside those that the machine lists. */
export function builtInWords(bot: BotParts, key: RepairWords, context: FlowContext): ListedAction {
  // They are said between flows, where there is no flow's slot to print.
  return { type: 'reply', params: makerOf(bot, key)(context) };
}

function makerOf(bot: BotParts, key: RepairWords): Maker {
  const known = makers.get(bot) ?? new Map<RepairWords, Maker>();
  makers.set(bot, known);
  const maker =
    known.get(key) ??
    replyMaker(
      bot,
      { text: bot.copy[key] },
      { step: `bot.${key}`, sender: 'bot', survivesFence: false },
    );
  known.set(key, maker);
  return maker;
}
