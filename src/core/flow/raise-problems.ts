import { didYouMean } from './did-you-mean.ts';
import type { Problem } from './problem.ts';

/** A name that there is not, and those that there are. */
export interface OneOf {
  readonly given: string;
  readonly among: Iterable<string>;
}

/** A problem before it is shown: what it could have meant is not worked out yet. */
export interface RawProblem extends Problem {
  readonly oneOf?: OneOf;
}

/** Nobody reads further; a hostile release would have a hundred thousand. */
const MOST_PROBLEMS = 500;
/** Names are compared for so many problems; the rest goes without a guess. */
const MOST_GUESSES = 100;

/**
 * Problems as they are shown: in the order of files and lines, none twice, with a guess at what was
 * meant by names that there are not. What is more than 500 is counted in a last one.
 */
export function raiseProblems(found: readonly RawProblem[]): readonly Problem[] {
  const problems = inOrder(found);
  const shown = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ oneOf, ...problem }, index) =>
      oneOf === undefined || index >= MOST_GUESSES ? problem : withGuess(problem, oneOf),
    );
  const [next, ...rest] = problems.slice(MOST_PROBLEMS);
  return next === undefined ? shown : [...shown, moreProblems(next, rest.length + 1)];
}

function withGuess(problem: Problem, { given, among }: OneOf): Problem {
  const guess = didYouMean(given, among);
  return guess === undefined ? problem : { ...problem, didYouMean: guess };
}

function moreProblems({ file, line, column }: Problem, count: number): Problem {
  const message = `From here on there are ${String(count)} more problems`;
  const cure = 'Mend those above first; they may be the cause of these.';
  return { code: 'flow.more-problems', file, line, column, message, cure };
}

function inOrder(problems: readonly RawProblem[]): readonly RawProblem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column)
    .filter(({ file, line, column, code, message }) => {
      const key = [file, line, column, code, message].join('\n');
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}

/** By code units: the same on every machine, and quicker than by a language's alphabet. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
