import { isKnowledgeFile, knowledgeNameOf } from '#core/knowledge/knowledge-file.ts';

import type { RawProblem } from '../raise-problems.ts';

/** Files of knowledge; each becomes some passages that are looked through at each question. */
const MOST_FILES = 200;
/** Characters of all of them: some 1,500 passages. */
const MOST_TEXT = 1_000_000;

/** The files of knowledge of a release, by what flows call them, and what is wrong with them. */
export function readKnowledge(files: readonly { readonly path: string; readonly text: string }[]): {
  readonly knowledge: ReadonlySet<string>;
  readonly problems: readonly RawProblem[];
} {
  const ours = files.filter(({ path }) => isKnowledgeFile(path));
  const length = ours.reduce((sum, { text }) => sum + text.length, 0);
  const problems: RawProblem[] = [];
  if (ours.length > MOST_FILES || length > MOST_TEXT) {
    problems.push({
      ...{ code: 'flow.too-much-knowledge', line: 1, column: 1 },
      file: ours[0]?.path ?? 'knowledge',
      message: `The files of knowledge are more than ${String(MOST_FILES)}, or have more than ${String(MOST_TEXT)} characters together`,
      cure: 'Leave out what customers do not ask for.',
    });
  }
  return { knowledge: new Set(ours.map(({ path }) => knowledgeNameOf(path).file)), problems };
}
