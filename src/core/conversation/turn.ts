import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Input } from '#core/routing/listening.ts';
import type { Routed } from '#core/routing/routed.ts';

import type { Moment } from './carried-out.ts';
import { type Here, move, type Moved } from './moved.ts';
import { givingBack } from './repair/giving-back.ts';
import { rememberingLate } from './repair/late-question.ts';
import { puttingAside } from './repair/putting-aside.ts';
import { Repairing } from './repair/repairing.ts';
import { returning } from './repair/returning.ts';

/** What an event comes to; of a message also by which part of the order it was understood. */
export interface Told extends Omit<Routed, 'event' | 'by'> {
  readonly event: Input | undefined;
  readonly by: Routed['by'] | 'timer' | 'undelivered' | 'other';
}

const FLOW = 'flow.';

/**
 * Everything that follows from one event: the machine's own move, built-in repair, and the
 * return to what lies beneath a flow that has ended.
 *
 * @throws TransitionFailed when the machine itself fails
 */
export function turn(release: CompiledRelease, here: Here, told: Told, moment: Moment): Moved {
  const moved = firstMove(release, here, told, moment);
  // Who could not be reached is as silent as who does not answer.
  const isUnheard = told.by === 'undelivered';
  const isSilence = isUnheard || (told.by === 'timer' && here.place.resumes === 'question');
  const returned = returning(release, moved, isSilence, moment);
  return isSilence ? rememberingLate(release, here, returned, moment) : returned;
}

function firstMove(release: CompiledRelease, here: Here, told: Told, moment: Moment): Moved {
  const { event, by, question } = told;
  const { place, context } = here;
  if (event === undefined) return move(place, context, event, moment);
  if (event.type === 'returned-to-bot') return givingBack(release, here, event, moment);
  if (by === 'keyword') {
    const flow = event.type.slice(FLOW.length);
    return move(place, puttingAside(release, place, context, flow), event, moment);
  }
  if (by === 'command' || question !== undefined) {
    const repaired = repair(new Repairing(release, here, moment), told, event);
    if (repaired !== undefined) return repaired;
  }
  return move(place, context, event, moment);
}

function repair(repairing: Repairing, told: Told, event: Input): Moved | undefined {
  if (told.by === 'late-answer') return repairing.pickedUp(event);
  if (told.question !== undefined) return repairing.corrected(told.question, event);
  switch (event.type) {
    case 'command.repeat':
      return repairing.again();
    case 'command.back':
      return repairing.back();
    case 'command.language':
      return repairing.inTheirLanguage();
    default:
      return undefined;
  }
}
