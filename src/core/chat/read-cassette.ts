import { LineCounter, parseDocument } from 'yaml';

import type { ToolCall } from '#core/ai/model-tool.ts';
import type { Problem } from '#core/flow/problem.ts';
import { raiseProblems, type RawProblem } from '#core/flow/raise-problems.ts';
import { type Finding, Source } from '#core/flow/read/source.ts';

import { readParts } from './question-parts.ts';
import type { RecordedAnswer } from './recorded-answer.ts';

const CODE = 'chat.unreadable-cassette';
const ANEW = 'Mend it, or delete the file: `parley test --record` writes it anew.';

type Answers = Map<string, RecordedAnswer>;
type Raw = Readonly<Record<string, unknown>>;

/**
 * The answers of a cassette by the hash of their question, and what cannot be read of it: an answer
 * that somebody edited is not to be lost in silence.
 */
export function readCassette(
  file: string,
  text: string,
): { readonly answers: Answers; readonly problems: readonly Problem[] } {
  const answers: Answers = new Map();
  const source = sourceOf(file, text);
  if ('code' in source) return { answers, problems: [source] };

  const given = isMapping(source.value) ? source.value['answers'] : undefined;
  if (!isMapping(given)) {
    return { answers, problems: raiseProblems([source.problem(noAnswers())]) };
  }
  const problems: RawProblem[] = [];
  for (const [key, each] of Object.entries(given)) {
    const answer = answerIn(each, key);
    if ('code' in answer) problems.push(source.problem(answer));
    else answers.set(key, answer);
  }
  return { answers, problems: raiseProblems(problems) };
}

/** Models write what they like: what flows may not hold, in size and signs, may stand here. */
function sourceOf(file: string, text: string): Source | Problem {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col: column } = lineCounter.linePos(error.pos[0]);
    return unreadable(file, { line, column }, error.message);
  }
  try {
    return new Source(file, text, () => ({ document, lineCounter }), document.toJS());
  } catch (failure) {
    // Names that stand for other parts of it lead nowhere, or everywhere.
    return unreadable(file, { line: 1, column: 1 }, String(failure));
  }
}

function unreadable(
  file: string,
  place: Pick<Problem, 'line' | 'column'>,
  reason: string,
): Problem {
  return { code: CODE, file, ...place, message: `This cannot be read: ${reason}`, cure: ANEW };
}

function answerIn(raw: unknown, key: string): RecordedAnswer | Finding {
  const path = ['answers', key];
  if (!isMapping(raw)) return noAnswer(path, 'This is no answer');
  const { finish, toolCalls: given = [] } = raw;
  if (typeof finish !== 'string') return noAnswer(path, 'An answer needs `finish`, a text');
  if (!Array.isArray(given) || !given.every(isToolCall)) {
    return noAnswer(
      [...path, 'toolCalls'],
      'Each of `toolCalls` needs `id`, `name` and `arguments`, all of them texts: `arguments` is JSON in quotes',
    );
  }
  const text = (name: string): string | undefined =>
    typeof raw[name] === 'string' ? raw[name] : undefined;
  return {
    ...{ step: text('step') ?? '', model: text('model') ?? '', finish },
    ...{ content: text('content'), refusal: text('refusal') },
    ...(given.length > 0 && { toolCalls: given }),
    ...{ asked: readParts(raw['asked']), passages: digestsIn(raw['passages']) },
  };
}

function isToolCall(each: unknown): each is ToolCall {
  return (
    isMapping(each) && ['id', 'name', 'arguments'].every((name) => typeof each[name] === 'string')
  );
}

function digestsIn(given: unknown): RecordedAnswer['passages'] {
  if (!isMapping(given)) return undefined;
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function isMapping(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noAnswer(path: readonly string[], message: string): Finding {
  const cure = 'Mend it, or take the answer away: `parley test --record` records it anew.';
  return { code: CODE, path, message, cure };
}

function noAnswers(): Finding {
  return { code: CODE, path: [], message: 'The file has no `answers`', cure: ANEW };
}
