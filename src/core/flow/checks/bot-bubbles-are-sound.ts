import type { ReleaseCheck } from './check.ts';
import { carriageFindings } from './layouts-exist.ts';
import { limitFindings } from './limits-are-kept.ts';
import { emptyFindings } from './texts-say-something.ts';
import { branchesOf, bubblesOfQueues, copiesOf, placedAt } from './words-of.ts';

/** What bot.yaml itself says can be carried and shown, like what its flows say. */
export const botBubblesAreSound: ReleaseCheck = ({ bot, botSource }) =>
  [
    ...branchesOf(bot, []).flatMap(({ say, sayPath }) => placedAt(say, sayPath)),
    ...bubblesOfQueues(bot),
  ]
    .flatMap((found) => [
      ...carriageFindings(found, bot),
      ...limitFindings(found, bot),
      ...copiesOf(found).flatMap(emptyFindings),
    ])
    .map((found) => botSource.problem(found));
