import type { Owner } from '#core/conversation/conversation-state.ts';
import type { Effect, Reply } from '#core/conversation/effect.ts';
import { isOwn } from '#core/conversation/profile/own-writes.ts';
import type { BotParts } from '#core/flow/compile/bot-parts.ts';

import type { Happening } from './happening.ts';
import { saidBubble } from './said-bubble.ts';

/** What an event's effects look like from outside; calls are not among them. */
export function happeningsOf(
  bot: BotParts,
  effects: readonly Effect[],
  owners: { readonly before: Owner; readonly after: Owner },
): readonly Happening[] {
  const seen = effects.flatMap((effect) => happeningsOfEffect(bot, effect));
  const { before, after } = owners;
  return before === after ? seen : [...seen, { kind: 'owner', owner: after }];
}

function happeningsOfEffect(bot: BotParts, effect: Effect): readonly Happening[] {
  switch (effect.kind) {
    case 'reply':
      return [effect.carrier === 'canvas' ? canvasOf(bot, effect) : bubbleOf(bot, effect)];
    case 'write-back': {
      const { attributes, event } = effect;
      // What every chat writes of itself is no news to who tests a flow.
      if (isOwn(effect)) return [];
      return [
        ...(attributes === undefined ? [] : [{ kind: 'attributes' as const, attributes }]),
        ...(event === undefined ? [] : [{ kind: 'event' as const, ...event }]),
      ];
    }
    case 'handoff': {
      const { kind, queue, reason, priority } = effect;
      return [{ kind, queue, reason, priority }];
    }
    case 'call':
    case 'fetch-attributes':
      return [];
  }
}

function bubbleOf(bot: BotParts, reply: Reply): Happening {
  return { kind: 'bubble', bubble: saidBubble(bot, reply) };
}

function canvasOf({ canvases }: BotParts, { campaignId, properties }: Reply): Happening {
  const named = [...canvases].find(([, { canvas }]) => canvas === campaignId);
  return { kind: 'canvas', canvas: named?.[0] ?? campaignId, properties };
}
