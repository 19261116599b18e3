import { WINDOW_MS } from '#core/conversation/window.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';
import { type Held, MOST_PASSED_BY } from '#core/handoff/held.ts';

import { changing } from '../changing.ts';
import type { Action, Given } from '../state-config.ts';

type Change = (held: Held, given: Given) => Partial<Held>;

/** Changes what is remembered; nothing where a conversation of old has nothing to remember. */
function holding(change: Change): Action {
  return changing((given) => {
    const { held } = given.context;
    return held === null ? {} : { held: { ...held, ...change(held, given) } };
  });
}

const NOT_OFFERED = { offeredTo: null, offerEndsMs: null } as const;

/** Shown to one agent alone. */
export const offered = holding((_held, { event }) => {
  const offer = offerIn(event.desk);
  return offer === undefined ? {} : { offeredTo: offer.id, offerEndsMs: event.atMs + offer.forMs };
});

/** Nobody is asked any more; who was will be asked last. */
export const withdrawn = holding(({ offeredTo, passed }) => ({
  ...NOT_OFFERED,
  passed: offeredTo === null ? passed : passedBy(passed, offeredTo),
}));

/** An agent has it. */
export const taken = holding((_held, { event }) => ({
  ...NOT_OFFERED,
  ...{ agent: agentIn(event.desk), takenMs: event.atMs, passed: [] },
}));

/** Its agent is gone: it waits at its old place. */
export const backInLine = holding(({ agent, passed }) => ({
  ...NOT_OFFERED,
  ...{ agent: null, takenMs: null },
  passed: agent === null ? passed : passedBy(passed, agent),
}));

/** Given to another queue, to a colleague, or put back into line. */
export const moved = holding((held, { event }) => {
  const desk = event.desk;
  if (desk?.kind !== 'transferred' && desk?.kind !== 'escalated') return {};
  const { queue, priority, reason } = held;
  return {
    ...{ queue: desk.queue ?? queue, priority: desk.priority ?? priority },
    ...(desk.kind === 'transferred'
      ? {
          ...{ ...NOT_OFFERED, agent: null, takenMs: null, reason: desk.reason ?? reason },
          passed: passedIn(held, desk.queue),
        }
      : {}),
  };
});

/** Whoever it is taken from within a queue is asked last; in another queue nobody has passed it by. */
function passedIn({ queue, agent, offeredTo, passed }: Held, to: string | undefined) {
  if (to !== undefined && to !== queue) return [];
  const from = agent ?? offeredTo;
  return from === null ? passed : passedBy(passed, from);
}

export const escalated = holding(({ breached }, { event }) =>
  event.desk?.kind === 'escalated' ? { breached: [...breached, event.desk.why] } : {},
);

/** The customer wrote: it is unread, and opens the window. */
export const wrote = holding(({ unread, unansweredMs }, { event }) => ({
  ...{ unread: unread + 1, unansweredMs: unansweredMs ?? event.atMs },
  windowEndsMs: event.atMs + WINDOW_MS,
}));

/** A person answered. */
export const answered = holding(({ answeredMs }, { event }) => ({
  ...{ unread: 0, unansweredMs: null, answeredMs: answeredMs ?? event.atMs },
}));

/** What another conversation of theirs had: the earlier place in line counts, and more urgency. */
export const joined = holding(({ sinceMs, priority }, { event: { desk } }) =>
  desk?.kind === 'joined'
    ? {
        sinceMs: Math.min(sinceMs, desk.sinceMs),
        priority: desk.priority === 'high' ? desk.priority : priority,
      }
    : {},
);

/** The customer was told where they stand. */
export const told = holding(({ told: before, cameBack }, { event }) => ({
  told: { times: (before?.times ?? 0) + 1, atMs: event.atMs },
  ...(cameBack === 'due' && { cameBack: 'answered' }),
}));

/** They wrote after a while in line. */
export const cameBack = holding(() => ({ cameBack: 'due' }));

/** Their agent is not done. */
export const kept = holding((_held, { event }) => ({ keptMs: event.atMs }));

/** Whether free words can still leave, as far as the machine saw it. */
export function mayWrite({ context, event }: Given, restMs = 0): boolean {
  return event.atMs + restMs < (context.held?.windowEndsMs ?? 0);
}

function offerIn(desk: DeskEvent | undefined): { id: string; forMs: number } | undefined {
  if (desk?.kind === 'offered') return { id: desk.agent, forMs: desk.forMs };
  return desk?.kind === 'transferred' ? desk.agent : undefined;
}

/** How long the offer that was just made stands, in milliseconds. */
export function offerMs({ event }: Given): number | undefined {
  return offerIn(event.desk)?.forMs;
}

function agentIn(desk: DeskEvent | undefined): string | null {
  return desk !== undefined && 'agent' in desk && typeof desk.agent === 'string'
    ? desk.agent
    : null;
}

function passedBy(passed: readonly string[], agent: string): readonly string[] {
  return [...passed.filter((each) => each !== agent), agent].slice(-MOST_PASSED_BY);
}
