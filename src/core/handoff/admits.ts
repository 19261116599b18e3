import { isBlocked } from '#core/flow/owner-of.ts';

import type { Owner } from '../conversation/conversation-state.ts';
import type { DeskEvent, Stood } from './desk-event.ts';
import type { Held } from './held.ts';

/** Where a conversation stands, as those see it who want it. */
export interface Standing {
  readonly owner: Owner;
  readonly held: Held | null;
  /** Of the machine's state, `queue/waiting`. */
  readonly key: string;
}

/** The customer may be asked meanwhile whether they want the bot back. */
const TALKING: ReadonlySet<string> = new Set(['agent/talking', 'agent/leaving']);

/**
 * Whether what people want to do may happen here and now; decided under the conversation's lock.
 *
 * What is refused is not even written down, so that of two who are first, one is: the other is
 * told. A conversation from before there was anything to remember lets every agent act.
 */
export function admits({ owner, held, key }: Standing, event: DeskEvent): boolean {
  if ('stood' in event && !standsSo(held, event.stood)) return false;
  const isBefore = owner === 'queue' || owner === 'agent';
  const isTheirs = (agent: string): boolean =>
    owner === 'agent' && (held === null || held.agent === agent);
  const isOffered = (agent: string): boolean => owner === 'queue' && held?.offeredTo === agent;
  switch (event.kind) {
    case 'agent-took':
      return owner !== 'nobody' && !(owner === 'agent' && held?.agent === event.agent);
    case 'claimed': {
      const offeredTo = held?.offeredTo ?? null;
      return owner === 'queue' && (offeredTo === null || offeredTo === event.agent);
    }
    case 'offered':
      return owner === 'queue' && key !== 'queue/asking' && held?.offeredTo === null;
    case 'offer-accepted':
    case 'offer-declined':
      return isOffered(event.agent);
    case 'agent-lost':
      return isOffered(event.agent) || (owner === 'agent' && held?.agent === event.agent);
    case 'chat-started': {
      const offeredTo = held?.offeredTo ?? null;
      const isFree = offeredTo === null || offeredTo === event.agent;
      return owner === 'bot' || isTheirs(event.agent) || (owner === 'queue' && isFree);
    }
    case 'agent-reply':
    case 'agent-template':
    case 'wrapping-up':
      return isTheirs(event.agent) && !(event.kind === 'wrapping-up' && !TALKING.has(key));
    case 'kept':
      return isTheirs(event.agent) && key === 'agent/talking';
    case 'returned-to-bot':
    case 'closed':
      return isBefore && (event.from === undefined || isTheirs(event.from));
    case 'transferred':
      return owner !== 'nobody' && (event.from === undefined || isTheirs(event.from));
    case 'escalated':
      return isBefore && held?.seq === event.handoff && !held.breached.includes(event.why);
    case 'agents-seen':
      return key === 'queue/asking' && held?.seq === event.handoff;
    case 'blocked':
      return event.from === undefined || isTheirs(event.from);
    case 'unblocked':
      return isBlocked(key);
    case 'joined':
      return owner !== 'nobody';
    case 'noted':
      return true;
  }
}

/** Whoever decides about many looked at them a moment ago: what has changed hands since is let be. */
function standsSo(held: Held | null, { handoff, queue, agent }: Stood): boolean {
  return held?.seq === handoff && held.queue === queue && held.agent === agent;
}
