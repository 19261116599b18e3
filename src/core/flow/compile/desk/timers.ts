import type { Action, Given } from '../state-config.ts';

/** Clocks of a conversation that people decide about; each is the type of the event that it ends in. */
export const CLOCKS = {
  offer: 'handoff.offer',
  waited: 'handoff.waited',
  idle: 'handoff.idle',
  wrapUp: 'handoff.wrap-up',
  looking: 'handoff.looking',
  telling: 'handoff.telling',
  block: 'block.until',
} as const;
type Clock = (typeof CLOCKS)[keyof typeof CLOCKS];

/** Sets a clock whose length is known only now; without one it is left as it is. */
export function arming(id: Clock, delay: (given: Given) => number | undefined): Action {
  const params = (given: Given): unknown => {
    const delayMs = delay(given);
    return delayMs === undefined ? undefined : { id, delay: delayMs };
  };
  return { type: 'timer', params };
}

export function disarming(id: Clock): Action {
  return { type: 'timer', params: { sendId: id } };
}
