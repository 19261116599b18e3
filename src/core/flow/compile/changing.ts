import { assign } from 'xstate';

import type { BotParts } from './bot-parts.ts';
import { type FlowContext, NOTHING_ASIDE } from './flow-context.ts';
import { keptSlots } from './kept-slots.ts';
import type { Action, Given } from './state-config.ts';

/** What XState hands an action that changes the snapshot, and takes back. */
interface Snapshot {
  readonly context: FlowContext;
}

/**
 * Changes the context, in its place among the actions.
 *
 * XState's `assign` works the snapshot's state value and tags out anew each time, though neither
 * has changed: a third of a transition. This is `assign` with a `resolve` that copies them.
 */
export function changing(change: (given: Given) => Partial<FlowContext>): Action {
  const resolve = <S extends Snapshot>(_scope: unknown, snapshot: S, { event }: Given) => {
    const { context } = snapshot;
    const changed = { ...context, ...change({ context, event }) };
    return [{ ...snapshot, context: changed }, undefined, undefined] as const;
  };
  return Object.assign(
    assign((given) => change(given as unknown as Given)),
    { resolve },
  );
}

/**
 * Leaves a flow's values behind: they are its own, and a conversation at rest is small. Where a
 * flow lies beneath, nobody rests yet: what the one above has found out is handed to it first.
 */
export function comingToRest(bot: BotParts): readonly Action[] {
  return [
    changing(({ context }) =>
      context.stack.length > 0
        ? {}
        : { slots: keptSlots(bot, context.slots), tries: 0, trail: NOTHING_ASIDE.trail },
    ),
  ];
}

const NOTHING_LEFT = { tries: 0, stack: [], trail: [], late: null } as const;

/** Leaves the flow under way, and all that was put aside. */
export function forgetting(bot: BotParts): readonly Action[] {
  return [changing(({ context }) => ({ ...NOTHING_LEFT, slots: keptSlots(bot, context.slots) }))];
}

/** And whoever comes back from a person starts at the foot of every ladder. */
export function startingOver(bot: BotParts): readonly Action[] {
  return [
    changing(({ context }) => ({
      ...{ ...NOTHING_LEFT, misses: 0, slots: keptSlots(bot, context.slots) },
    })),
  ];
}
