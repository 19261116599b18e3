import { type LineNow, spokenLine } from '#core/handoff/line-now.ts';

import { compileTemplate } from '../../liquid/template.ts';
import { LINE } from '../../model/line.ts';
import type { FlowContext, Slots } from '../flow-context.ts';
import type { Action, Given } from '../state-config.ts';

/** Whether words say anything of a place in line. A slot of that name is the author's own. */
export function readsLine(words: unknown, slots: ReadonlyMap<string, unknown>): boolean {
  if (slots.has(LINE)) return false;
  if (typeof words === 'string') {
    if (!words.includes(LINE)) return false;
    return compileTemplate(words).variables.some(({ path }) => path[0] === LINE);
  }
  if (typeof words !== 'object' || words === null) return false;
  return Object.values(words).some((each) => readsLine(each, slots));
}

/** Where the customer stands in line, as the event tells it. */
function lineIn({ event }: Given): LineNow | undefined {
  return event.line ?? (event.desk?.kind === 'agents-seen' ? event.desk.line : undefined);
}

export function hasLine(given: Given): boolean {
  return lineIn(given) !== undefined;
}

/** What an action says, with other slots than those of the context. */
export function inSlots(action: Action, slotsOf: (given: Given) => Slots): Action {
  const { params } = action as { readonly params?: (given: Given) => unknown };
  if (params === undefined) return action;
  return {
    ...action,
    params: (given: Given) => {
      const { context, event } = given;
      return params({ context: { ...context, slots: slotsOf(given) }, event });
    },
  };
}

/** The same slots, and what words can say of the line. */
export function withLine(slots: Slots, given: Given): Slots {
  const line = lineIn(given);
  return line === undefined ? slots : { ...slots, [LINE]: spoken(line, given.context) };
}

function spoken(line: LineNow, { locale }: FlowContext): Slots {
  return { ...spokenLine(line, locale) };
}
