import type { Slot } from '../model/slot.ts';
import type { Stale } from '../model/stale.ts';
import type { BotParts } from './bot-parts.ts';
import type { Speaker } from './replies.ts';
import type { Action, Transition } from './state-config.ts';

/** A step's surroundings, as its compiler needs them. */
export interface StepPlace {
  readonly bot: BotParts;
  /** `<flow>.<step>`: the state's id, and what effects are signed with. */
  readonly id: string;
  /** Those in its reach: the bot's and its flow's. */
  readonly slots: ReadonlyMap<string, Slot>;
  /** When what it says is no longer said. */
  readonly stale?: Stale | undefined;
  /** Where the step goes by itself, after `first`: its `goto`, else the step after it, else the end. */
  readonly onward: (first?: readonly Action[]) => Transition;
  /** Where a `goto` leads, after `first`. */
  readonly towards: (target: string, first?: readonly Action[]) => Transition;
}

/** The bot, speaking at this step. */
export function speakerAt({ id, stale }: StepPlace): Speaker {
  return { step: id, sender: 'bot', survivesFence: false, staleAfterMs: stale?.after };
}
