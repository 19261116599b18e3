import type { Owner } from '../conversation/conversation-state.ts';
import type { Held } from './held.ts';

/** In which list a conversation stands that is before people. */
export type HoldState = 'asking' | 'waiting' | 'offered' | 'held' | 'wrapping';

/** @param key of the machine's state, `queue/waiting` */
export function holdState(key: string, held: Held): HoldState {
  if (key === 'agent/wrapping') return 'wrapping';
  if (key.startsWith('agent/')) return 'held';
  if (held.offeredTo !== null) return 'offered';
  return key === 'queue/asking' ? 'asking' : 'waiting';
}

export function isBeforePeople(owner: Owner): boolean {
  return owner === 'queue' || owner === 'agent';
}
