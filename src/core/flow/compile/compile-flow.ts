import type { Flow } from '../model/flow.ts';
import type { BotParts } from './bot-parts.ts';
import { compileStep } from './compile-step.ts';
import { unsetSlots } from './kept-slots.ts';
import type { StateConfig } from './state-config.ts';
import { undeliveredIn } from './undelivered.ts';
import { firstOf, type Ways } from './ways.ts';

/** A flow's compound state: a state for each step; ways into it name the step they lead to. */
export function compileFlow(flow: Flow, bot: BotParts, ways: Ways): StateConfig {
  const states = [...flow.steps].map(([name]) => [name, compileStep(ways.at(flow, name))] as const);
  const { told, on = {} } = undeliveredIn(flow, bot.undelivered, ways);
  return {
    ...{ id: flow.name, initial: firstOf(flow), states: Object.fromEntries(states) },
    ...(told.size > 0 && { on }),
    meta: {
      ...{ slots: unsetSlots(new Map([...bot.slots, ...flow.slots])), declares: flow.slots },
      ...(told.size > 0 && { undelivered: told }),
    },
  };
}
