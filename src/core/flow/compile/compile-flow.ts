import type { Flow } from '../model/flow.ts';
import { saysWhere } from '../model/onward.ts';
import type { BotParts } from './bot-parts.ts';
import { changing } from './changing.ts';
import { compileStep } from './compile-step.ts';
import type { Given, StateConfig, Transition } from './state-config.ts';
import { unsetSlots } from './step-place.ts';

export const REST = '#parley.bot.rest';

/** A flow's compound state: a state for each step, the first of them its initial one. */
export function compileFlow(flow: Flow, bot: BotParts): StateConfig {
  const names = [...flow.steps.keys()];
  const slots = unsetSlots(flow.slots);
  const towards = (target: string): Transition => ({
    target: targetId(flow, target),
    reenter: true,
  });
  const states = names.map((name, index) => {
    const step = flow.steps.get(name) ?? { kind: 'end', end: true };
    const goto = 'goto' in step ? step.goto : undefined;
    const next = saysWhere(step) ? 'end' : (names[index + 1] ?? 'end');
    const onward = towards(goto ?? next);
    const place = { bot, id: `${flow.name}.${name}`, slots: flow.slots, onward, towards };
    return [name, compileStep(step, place)] as const;
  });
  return {
    id: flow.name,
    initial: names[0] ?? '',
    entry: [changing((given) => ({ slots, tries: 0, misses: missesOnEntry(given) }))],
    states: Object.fromEntries(states),
    meta: { slots },
  };
}

/** A ladder's rung that leads to a flow is not yet something understood. */
function missesOnEntry({ context, event }: Given): number {
  return event.type === 'no-match' ? context.misses : 0;
}

function targetId(flow: Flow, target: string): string {
  if (target === 'end') return REST;
  return flow.steps.has(target) ? `#${flow.name}.${target}` : `#${target}`;
}
