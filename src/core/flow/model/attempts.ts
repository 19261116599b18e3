import { type FullRung, isLast, type Ladder, rungOf } from './ladder.ts';

const STAYS: FullRung = {};

/**
 * A ladder cut or stretched to a number of attempts: the last of them leads to a person, or where
 * the ladder itself leads; before it the last rung that stays is said again.
 */
export function ladderOf(ladder: Ladder, attempts: number | undefined): Ladder {
  if (attempts === undefined) return ladder;

  const stays = ladder.filter((rung) => !isLast(rungOf(rung).rung));
  const last = ladder.find((rung) => isLast(rungOf(rung).rung)) ?? {
    handoff: { reason: 'the answer was not understood' },
  };
  const before = Array.from(
    { length: attempts - 1 },
    (_, index) => stays[Math.min(index, stays.length - 1)] ?? STAYS,
  );
  return [...before, last];
}
