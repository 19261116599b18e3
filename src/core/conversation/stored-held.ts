import type { Held } from '#core/handoff/held.ts';

/**
 * What is remembered of a conversation before people, as far as it can be read.
 *
 * Only this machine writes it; a field that an earlier one did not know is empty.
 */
export function heldIn(stored: unknown): Held | null {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return null;

  const { seq, sinceMs, queue } = stored as Partial<Held>;
  if (typeof seq !== 'number' || typeof sinceMs !== 'number' || typeof queue !== 'string') {
    return null;
  }
  return { ...EMPTY, ...stored, seq, sinceMs, queue };
}

const EMPTY: Omit<Held, 'seq' | 'sinceMs' | 'queue'> = {
  ...{ priority: 'normal', reason: '', step: '', topic: null, skills: [] },
  ...{ offeredTo: null, offerEndsMs: null, passed: [], agent: null, takenMs: null },
  ...{ answeredMs: null, unansweredMs: null, unread: 0, windowEndsMs: null, breached: [] },
  ...{ left: null, exit: null },
};
