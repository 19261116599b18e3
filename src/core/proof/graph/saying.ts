import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import { type FullBubble, layoutOf, partsOf, type Say } from '#core/flow/model/bubble.ts';

import type { Act, SaidBubble, Written } from './place.ts';

/** What is said, a part of the chain after the other. */
export function saying(bot: BotParts, say: Say | undefined, { source, path }: Written): Act[] {
  return partsOf(say).map(({ bubbles }): Act => {
    const variations = bubbles.map((each): SaidBubble => ({
      source,
      bubble: each.bubble,
      path: [...path, ...each.path],
      textPath: [...path, ...each.textPath],
      isTemplate: isTemplate(bot, each.bubble),
    }));
    return { kind: 'say', variations, delayMs: longestPause(bubbles.map(({ bubble }) => bubble)) };
  });
}

function isTemplate({ layouts }: BotParts, bubble: FullBubble): boolean {
  const name = layoutOf(bubble);
  const choices = bubble.list?.rows.length ?? bubble.buttons?.length ?? 0;
  const layout = layouts.get(`${name}_${String(choices)}`) ?? layouts.get(name);
  // Free text that has a template for then is as good: which of the two leaves is decided then.
  return layout?.template === true || layout?.outside_window !== undefined;
}

function longestPause(bubbles: readonly FullBubble[]): number {
  return Math.max(0, ...bubbles.map(({ after = 0 }) => after));
}
