import type { ArmedTimer } from '#core/conversation/conversation-state.ts';

import type { DecidedTurn } from './decided-turn.ts';

/** Net changes of a conversation's timers over a turn; no id is in both lists. */
export interface TimerChanges {
  readonly armed: readonly ArmedTimer[];
  readonly disarmed: readonly string[];
}

/**
 * What has to be written so that the timers' rows say what the snapshot says.
 *
 * What one event of the turn arms, a later one may disarm: only the ends are compared. Timers that
 * would fire into a conversation that cannot take them are forgotten, though its snapshot, which
 * stays as it is, still names them.
 */
export function timerChanges(turn: DecidedTurn): TimerChanges {
  const before = turn.before.snapshot?.timers ?? [];
  const after = turn.after.snapshot?.timers ?? [];
  const armed = after.filter(
    (timer) => !before.some(({ id, gen }) => id === timer.id && gen === timer.gen),
  );
  const kept = new Set(after.map(({ id }) => id));
  const isDead = (id: string): boolean =>
    turn.stuckReason !== undefined || turn.forgottenTimers.includes(id);
  const disarmed = before
    .map(({ id }) => id)
    .filter((id) => !kept.has(id) || (isDead(id) && !armed.some((timer) => timer.id === id)));
  return { armed, disarmed };
}
