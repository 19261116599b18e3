import type { Slot, SlotValue } from '../model/slot.ts';
import { unsetValue } from '../model/slot.ts';
import type { BotParts } from './bot-parts.ts';
import { fitting } from './fitting.ts';
import type { Slots } from './flow-context.ts';

/** Slots as they are before anybody gives them a value: with their defaults. */
export function unsetSlots(slots: ReadonlyMap<string, Slot>): Slots {
  return Object.fromEntries([...slots].map(([name, slot]) => [name, unsetValue(slot)]));
}

const NONE: Slots = {};

/** What is left of the slots when a flow is left: those of the conversation. */
export function keptSlots({ slots: kept }: Pick<BotParts, 'slots'>, slots: Slots): Slots {
  if (kept.size === 0) return NONE;

  const left: Record<string, SlotValue> = {};
  for (const [name, slot] of kept) left[name] = slots[name] ?? unsetValue(slot);
  return left;
}

/** The slots of the conversation from what another release may have stored; what does not fit is let go. */
export function refitted({ slots: kept }: Pick<BotParts, 'slots'>, stored: Slots): Slots {
  const slots: Record<string, SlotValue> = {};
  for (const [name, slot] of kept) slots[name] = fitting(stored[name], slot);
  return slots;
}

/** The slots with which a flow starts: the conversation's, and its own as given. */
export function slotsAtStart(bot: Pick<BotParts, 'slots'>, slots: Slots, own: Slots): Slots {
  return bot.slots.size === 0 ? own : { ...keptSlots(bot, slots), ...own };
}

/** Of some slots those that are forgotten with their flow, unset. */
export function unsetFlowSlots(
  { slots: kept }: Pick<BotParts, 'slots'>,
  slots: ReadonlyMap<string, Slot>,
): Slots {
  return unsetSlots(new Map([...slots].filter(([name]) => !kept.has(name))));
}
