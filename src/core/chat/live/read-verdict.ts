import type { ModelAnswer } from '#core/ai/read-answer.ts';

import type { JudgedLine, JudgeQuestion } from './judge-question.ts';

/** What a judge says of one line of the rubric. */
export interface LineVerdict {
  readonly line: string;
  readonly kept: boolean;
  readonly why: string;
}

const LONGEST_WHY = 300;

/**
 * What a judge said of a rubric, a verdict a line in the rubric's order; or why it is none. One that
 * leaves a line out, contradicts itself, or says of our own lines what is not so, is believed in
 * nothing.
 */
export function readVerdict(
  { lines }: Pick<JudgeQuestion, 'lines'>,
  { content, finish, refusal }: ModelAnswer,
): readonly LineVerdict[] | { readonly unreadable: string } {
  if (refusal !== undefined) return { unreadable: 'the judge refused' };
  if (finish !== 'stop') return { unreadable: `the judge was stopped: ${finish}` };
  const given = verdictsIn(content ?? '');
  if (given === undefined) return { unreadable: 'the judge answered no list of verdicts' };
  if (given.length !== lines.length) {
    return {
      unreadable: `the judge gave ${String(given.length)} verdicts on ${String(lines.length)} lines`,
    };
  }
  const verdicts: LineVerdict[] = [];
  for (const [index, line] of lines.entries()) {
    const read = verdictOn(line, index + 1, given);
    if (typeof read === 'string') return { unreadable: read };
    if (line.mustBe === undefined) verdicts.push(read);
  }
  return verdicts;
}

function verdictOn(
  { text, mustBe }: JudgedLine,
  number: number,
  given: readonly Given[],
): LineVerdict | string {
  const [found, ...more] = given.filter(({ line }) => line === number);
  if (found === undefined || more.length > 0) {
    return `the judge gave no verdict, or several, on line ${String(number)}`;
  }
  const { kept, why } = found;
  if (typeof kept !== 'boolean' || typeof why !== 'string' || why.trim() === '') {
    return `the judge gave no yes or no with its reason on line ${String(number)}`;
  }
  if (mustBe !== undefined && kept !== mustBe) {
    return `the judge says ${kept ? 'yes' : 'no'} to a line of ours that is ${mustBe ? 'true' : 'not true'}: it does not judge`;
  }
  return { line: text, kept, why: why.trim().slice(0, LONGEST_WHY) };
}

interface Given {
  readonly line?: unknown;
  readonly kept?: unknown;
  readonly why?: unknown;
}

function verdictsIn(content: string): readonly Given[] | undefined {
  try {
    const read = JSON.parse(content) as { readonly verdicts?: unknown } | null;
    const list = read?.verdicts;
    if (!Array.isArray(list)) return undefined;
    const given = list as readonly unknown[];
    return given.every((each) => typeof each === 'object' && each !== null) ? given : undefined;
  } catch {
    return undefined;
  }
}
