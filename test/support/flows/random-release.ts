import fc from 'fast-check';
import { stringify } from 'yaml';

import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { type Dice, dice } from './dice.ts';
import { randomBot } from './random-bot.ts';
import { randomFlow } from './random-flow.ts';

/** A release that compiles, and what it was made of. */
export interface RandomRelease {
  readonly files: readonly ReleaseFile[];
  readonly release: CompiledRelease;
  readonly source: ReleaseSource;
  readonly [fc.toStringMethod]: () => string;
}

/** Longest lists of decisions that a release is made by; what lies beyond is always the first choice. */
const DECISIONS = 400;

/**
 * Random releases that pass every check: flows of all kinds of steps that go to each other, call
 * each other, wait and fall silent; texts with and without Liquid; slots of several types.
 *
 * Fewer and smaller decisions make a smaller release, so that fast-check finds small examples.
 */
export function aRandomRelease(): fc.Arbitrary<RandomRelease> {
  return fc
    .array(fc.nat({ max: 999 }), { minLength: 20, maxLength: DECISIONS, size: 'max' })
    .map((decisions) => compiled(filesBy(dice(decisions))))
    .filter((made) => made !== undefined);
}

function filesBy(roll: Dice): readonly ReleaseFile[] {
  const count = 1 + roll.below(4);
  const names = Array.from({ length: count }, (_, index) => `f${String(index)}`);
  const flows = names.map((name, index) => ({
    path: `${name}.yaml`,
    text: stringify(randomFlow(roll, { name, index, names })),
  }));
  return [{ path: 'bot.yaml', text: stringify(randomBot(roll, names)) }, ...flows];
}

function compiled(files: readonly ReleaseFile[]): RandomRelease | undefined {
  const made = compileRelease(files);
  if ('problems' in made) return undefined;
  // The release is large when it is printed; its files say all of it.
  const printed = (): string => files.map(({ path, text }) => `# ${path}\n${text}`).join('\n');
  return { files, release: made.release, source: made.source, [fc.toStringMethod]: printed };
}
