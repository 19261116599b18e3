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
  /** What was probably meant by a name that there is not. */
  readonly didYouMean?: string;
  readonly excerpt?: Excerpt;
  /** The shortest chat that comes to it, a line a turn, where a proof found one. */
  readonly chat?: readonly string[];
}

/** The line that a problem is about. */
interface Excerpt {
  readonly text: string;
  /** How many characters from `column` on are meant; at least 1. */
  readonly length: number;
}

const LONGEST_LINE = 160;

/** How the parts of a problem are told apart: by colours, where there are any. */
interface ProblemPaint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const plain = (text: string): string => text;
const PLAIN: ProblemPaint = { bold: plain, dim: plain, red: plain, cyan: plain };

/**
 * A problem as a terminal shows it: place, what is wrong, the line with the part underlined, the
 * cure, and the chat that shows it.
 */
export function formatProblem(problem: Problem, folder = 'flows', paint = PLAIN): string {
  const place = `${folder}/${problem.file}:${String(problem.line)}:${String(problem.column)}`;
  const guess = problem.didYouMean === undefined ? '' : `Did you mean "${problem.didYouMean}"? `;
  const lines = [
    `${paint.bold(place)} ${printable(problem.message)}`,
    ...underlined(problem, paint),
    `  ${paint.cyan(printable(guess))}${printable(problem.cure)}`,
  ];
  const { chat = [] } = problem;
  const shown = chat.map((line) => `\n    ${paint.dim(printable(line))}`).join('');
  const heading = chat.length === 0 ? '' : '\n  The shortest chat that shows it:';
  return `${lines.join('\n')}  ${paint.dim(`[${problem.code}]`)}${heading}${shown}`;
}

function underlined({ excerpt, line, column }: Problem, paint: ProblemPaint): string[] {
  if (excerpt === undefined) return [];

  const start = Math.max(0, column - 1 - LONGEST_LINE / 2);
  const shown = excerpt.text.slice(start, start + LONGEST_LINE);
  const indent = column - 1 - start;
  const length = Math.max(1, Math.min(excerpt.length, shown.length - indent));
  const gutter = String(line);
  return [
    `  ${paint.dim(`${gutter} |`)} ${printable(shown)}`,
    `  ${paint.dim(`${' '.repeat(gutter.length)} |`)} ${' '.repeat(indent)}${paint.red('^'.repeat(length))}`,
  ];
}

/** Text of a file that a terminal can bear: nothing in it moves the cursor, rings or hides. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (found) =>
    found === '\t' ? ' ' : '\ufffd',
  );
}
