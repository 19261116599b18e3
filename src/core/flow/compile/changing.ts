import { assign } from 'xstate';

import type { FlowContext } from './flow-context.ts';
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

/** Leaves a flow's values behind: they are its own, and a conversation at rest is small. */
export const FORGETTING: readonly Action[] = [changing(() => ({ slots: {}, tries: 0 }))];

/** And whoever comes back from a person starts at the foot of every ladder. */
export const STARTING_OVER: readonly Action[] = [
  changing(() => ({ slots: {}, tries: 0, misses: 0 })),
];
