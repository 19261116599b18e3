import type { BotFile } from './bot.ts';
import type { Flow } from './flow.ts';
import type { Slot } from './slot.ts';

/** The slots that a flow's steps may name: the bot's, and its own. */
export function slotsInReach(
  { slots = {} }: Pick<BotFile, 'slots'>,
  { slots: own }: Pick<Flow, 'slots'>,
): ReadonlyMap<string, Slot> {
  const shared = Object.entries(slots);
  return shared.length === 0 ? own : new Map([...shared, ...own]);
}

/** What is kept when a flow is left: the bot's slots, and those of flows that say so. */
export function conversationSlots(
  { slots = {} }: Pick<BotFile, 'slots'>,
  flows: readonly Pick<Flow, 'slots'>[],
): ReadonlyMap<string, Slot> {
  const ofFlows = flows.flatMap((flow) => [...flow.slots]);
  const kept = ofFlows.filter(([, { scope }]) => scope === 'conversation');
  return new Map([...Object.entries(slots), ...kept]);
}
