import type { MessageReceived } from '#core/conversation/conversation-event.ts';
import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import { fitted } from '#core/flow/compile/fitting.ts';
import type { Slots } from '#core/flow/compile/flow-context.ts';
import type { SlotValue } from '#core/flow/model/slot.ts';

/** The slots with what the profile says; attributes that no slot takes, or that fit none, change nothing. */
export function withAttributes(
  { attributes: wanted }: Pick<BotParts, 'attributes'>,
  slots: Slots,
  told: MessageReceived['attributes'],
): Slots {
  if (told === undefined || wanted.length === 0) return slots;

  let changed: Record<string, SlotValue> | undefined;
  for (const { attribute, name, slot } of wanted) {
    if (!Object.hasOwn(told, attribute)) continue;
    const value = fitted(told[attribute], slot);
    if (value !== null && value !== slots[name]) (changed ??= { ...slots })[name] = value;
  }
  return changed ?? slots;
}
