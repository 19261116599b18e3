import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';

import type { Problem } from '../problem.ts';
import { Source } from './source.ts';

/** Longest file, in characters: a flow of a thousand steps has about 200,000. */
const MAX_FILE = 256 * 1_024;
/** Deepest nesting; a flow needs about ten. */
const MAX_DEPTH = 40;
const MOST_PROBLEMS = 20;
/** Keys that reach into JavaScript's objects. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export type Read<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/**
 * Reads a file as plain YAML 1.2: unique keys, and no anchors, aliases, merges or tags.
 *
 * What cannot be read safely is refused before it is parsed: size and depth cost time there.
 */
export function readYaml(file: string, text: string): Read<Source> {
  const refused = refusal(text);
  if (refused !== undefined) return { problems: [{ ...atStart(file), ...refused }] };

  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    ...({ version: '1.2', schema: 'core', merge: false, strict: true } as const),
    // Names that stand twice are found below: the parser compares every key with every other.
    ...{ uniqueKeys: false, prettyErrors: false, lineCounter, resolveKnownTags: false },
  });
  const bare = new Source(file, text, document, lineCounter, undefined);
  const problems = [
    ...syntaxProblems(file, text, document, lineCounter),
    ...(document.errors.length === 0 ? foreignParts(file, text, document, lineCounter) : []),
  ];
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  if (!isMap(document.contents)) return { problems: [bare.problem(NOT_A_MAPPING)] };

  const value: unknown = document.toJS({ maxAliasCount: 0 });
  return { value: new Source(file, text, document, lineCounter, value) };
}

const NOT_A_MAPPING = {
  code: 'flow.not-a-mapping',
  path: [],
  message: 'The file is not a list of names and values',
  cure: 'Start it with a line such as `flow: track_order`.',
};

const atStart = (file: string): { file: string; line: number; column: number } => ({
  ...{ file, line: 1, column: 1 },
});

function refusal(text: string): Pick<Problem, 'code' | 'message' | 'cure'> | undefined {
  if (text.length > MAX_FILE) {
    return {
      code: 'flow.file-too-long',
      message: `The file has more than ${String(MAX_FILE)} characters`,
      cure: 'Divide the flow into several files.',
    };
  }
  return isTooDeep(text)
    ? { code: 'flow.too-deep', message: 'The file is nested too deep', cure: 'Make it flatter.' }
    : undefined;
}

/** Counted on the bare text, before a parser could run out of stack. */
function isTooDeep(text: string): boolean {
  if (/(?:[-?:][ \t]+){40}/.test(text)) return true;
  if (/^ {400}/m.test(text)) return true;

  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if ((character === ']' || character === '}') && depth > 0) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function syntaxProblems(
  file: string,
  text: string,
  document: Document,
  lineCounter: LineCounter,
): Problem[] {
  const faults = [...document.errors, ...document.warnings].slice(0, MOST_PROBLEMS);
  return faults.map(({ message, pos }) => ({
    code: 'flow.not-yaml',
    message: `This is not YAML: ${message}`,
    cure: 'Check the indentation, and put texts with : or # into quotes.',
    ...placeAt(file, text, lineCounter, pos),
  }));
}

function foreignParts(
  file: string,
  text: string,
  document: Document,
  lineCounter: LineCounter,
): Problem[] {
  const found: Problem[] = [];
  const add = (node: unknown, code: string, message: string, cure: string): void => {
    if (found.length >= MOST_PROBLEMS) return;
    const [start, end] = (isNode(node) ? node.range : undefined) ?? [0, 1];
    found.push({ code, message, cure, ...placeAt(file, text, lineCounter, [start, end]) });
  };
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node) || node.anchor !== undefined) {
        add(node, 'flow.alias', 'Anchors and aliases are not read here', 'Write the part out.');
      } else if (node.tag !== undefined) {
        add(node, 'flow.tag', 'Tags are not read here', 'Remove what starts with "!".');
      }
    },
    Map: (_key, { items }) => {
      const names = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : key;
        if (names.has(name)) {
          const cure = 'Rename or remove one of the two.';
          add(key, 'flow.duplicate-key', 'This name stands here twice', cure);
        }
        names.add(name);
      }
    },
    Pair: (_key, { key }) => {
      const name = isScalar(key) ? key.value : key;
      if (typeof name === 'string' && FORBIDDEN_KEYS.has(name)) {
        add(key, 'flow.forbidden-name', `"${name}" is not a name here`, 'Choose another name.');
      } else if (
        typeof name !== 'string' &&
        typeof name !== 'number' &&
        typeof name !== 'boolean'
      ) {
        add(key, 'flow.forbidden-name', 'A name must be a word', 'Write it as one word.');
      }
    },
  });
  return found;
}

function placeAt(
  file: string,
  text: string,
  lineCounter: LineCounter,
  [start, end]: readonly [number, number],
): Pick<Problem, 'file' | 'line' | 'column' | 'excerpt'> {
  const { line, col } = lineCounter.linePos(start);
  const lineText = (text.split('\n', line)[line - 1] ?? '').replace(/\r$/, '');
  const length = Math.max(1, Math.min(end - start, lineText.length - col + 1));
  return { file, line, column: col, excerpt: { text: lineText, length } };
}
