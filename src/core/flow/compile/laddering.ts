import { isLast, type Ladder, rungOf } from '../model/ladder.ts';
import { changing } from './changing.ts';
import { handingOff } from './handing-off.ts';
import { saying } from './replies.ts';
import type { Action, Given, Transition, Transitions } from './state-config.ts';
import { speakerAt, type StepPlace } from './step-place.ts';

/** How a ladder counts, and what its rungs lean on. */
export interface Rungs {
  readonly counter: 'tries' | 'misses';
  /** Where a rung that stays leads to: the start of the question's silence; else nowhere. */
  readonly stay: Transition;
  /** Asks the open question again. */
  readonly question: readonly Action[];
}

/**
 * One transition a rung, by how often it was climbed before.
 *
 * A ladder whose last rung stays gets one more, which hands off: no customer goes round for ever.
 */
export function laddering(place: StepPlace, ladder: Ladder, rungs: Rungs): Transitions {
  const reason = rungs.counter === 'tries' ? 'the answer was not understood' : 'not understood';
  const last = ladder.at(-1);
  const leaves = last !== undefined && isLast(rungOf(last).rung);
  const whole = leaves ? ladder : [...ladder, { handoff: { reason } }];
  return whole.map((rung, climbed) => ({
    ...climbing(place, rung, rungs),
    ...(climbed < whole.length - 1 && { guard: atRung(rungs.counter, climbed) }),
  }));
}

function atRung(counter: Rungs['counter'], climbed: number): (given: Given) => boolean {
  return ({ context }) => context[counter] === climbed;
}

function climbing(place: StepPlace, rung: Ladder[number], rungs: Rungs): Transition {
  const { say, repeat, goto, handoff } = rungOf(rung).rung;
  if (handoff !== undefined) return handingOff(place.bot, handoff, place.id, say);

  const { counter, stay, question } = rungs;
  const counting = changing(({ context }) => ({ [counter]: context[counter] + 1 }));
  const said = [counting, ...saying(place.bot, say, speakerAt(place))];
  if (goto !== undefined) return place.towards(goto, said);
  return { ...stay, actions: repeat ? [...said, ...question] : said };
}
