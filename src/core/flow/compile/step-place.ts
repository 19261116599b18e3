import type { SlotValue } from '../model/slot.ts';
import type { Slot } from '../model/slot.ts';
import type { BotParts } from './bot-parts.ts';
import type { Speaker } from './replies.ts';
import type { Action, Transition } from './state-config.ts';

/** A step's surroundings, as its compiler needs them. */
export interface StepPlace {
  readonly bot: BotParts;
  /** `<flow>.<step>`: the state's id, and what effects are signed with. */
  readonly id: string;
  readonly slots: ReadonlyMap<string, Slot>;
  /** Where the step goes by itself, after `first`: its `goto`, else the step after it, else the end. */
  readonly onward: (first?: readonly Action[]) => Transition;
  /** Where a `goto` leads, after `first`. */
  readonly towards: (target: string, first?: readonly Action[]) => Transition;
}

/** The bot, speaking at this step. */
export function speakerAt({ id }: StepPlace): Speaker {
  return { step: id, sender: 'bot', survivesFence: false };
}

/** All slots of a flow, unset. */
export function unsetSlots(slots: ReadonlyMap<string, Slot>): Readonly<Record<string, SlotValue>> {
  return Object.fromEntries([...slots.keys()].map((name) => [name, null]));
}
