/** Something wrong with a file of a release, said to the person who wrote it. */
export interface Problem {
  /** `flow.what-is-wrong`; stays as it is once released. */
  readonly code: string;
  /** Path relative to the flows folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly message: string;
  /** What to write instead. */
  readonly cure: string;
  readonly excerpt?: Excerpt;
}

/** The line that a problem is about. */
interface Excerpt {
  readonly text: string;
  /** How many characters from `column` on are meant; at least 1. */
  readonly length: number;
}

const LONGEST_LINE = 160;

/** A problem as a terminal shows it: place, what is wrong, the line with the part underlined, the cure. */
export function formatProblem(problem: Problem, folder = 'flows'): string {
  const place = `${folder}/${problem.file}:${String(problem.line)}:${String(problem.column)}`;
  const lines = [`${place} ${problem.message}`, ...underlined(problem), `  ${problem.cure}`];
  return `${lines.join('\n')}  [${problem.code}]`;
}

function underlined({ excerpt, line, column }: Problem): string[] {
  if (excerpt === undefined) return [];

  const start = Math.max(0, column - 1 - LONGEST_LINE / 2);
  const shown = excerpt.text.slice(start, start + LONGEST_LINE);
  const indent = column - 1 - start;
  const length = Math.max(1, Math.min(excerpt.length, shown.length - indent));
  const gutter = String(line);
  return [
    `  ${gutter} | ${shown.replaceAll('\t', ' ')}`,
    `  ${' '.repeat(gutter.length)} | ${' '.repeat(indent)}${'^'.repeat(length)}`,
  ];
}
