import { isMap, LineCounter, parseDocument } from 'yaml';

import type { Problem } from '../problem.ts';
import { foreignParts } from './foreign-parts.ts';
import { quickYaml } from './quick-yaml.ts';
import { NO_SPACE } from './shape-problems.ts';
import { type Finding, type ParsedYaml, Source } from './source.ts';
import { type YamlFault, yamlFaults } from './yaml-faults.ts';

/** Longest file, in characters: a flow of two thousand steps has about 400,000. */
const MAX_FILE = 512 * 1_024;
/** Deepest nesting; a flow needs about ten. */
const MAX_DEPTH = 40;
const MOST_PROBLEMS = 20;
/** Longest line that is shown. */
const MOST_EXCERPT = 2_000;
export type Read<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/**
 * Reads a file as plain YAML 1.2: unique keys, and no anchors, aliases, merges or tags.
 *
 * What cannot be read safely is refused before it is parsed: size and depth cost time there.
 */
export function readYaml(file: string, given: string): Read<Source> {
  // Some editors put a mark before the first character.
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const refused = refusal(text);
  if (refused !== undefined) {
    return { problems: [{ ...placeOf(file, text, refused.at), ...refused.why }] };
  }

  const value = quickYaml(text);
  if (value === undefined) return readSlowly(file, text);
  return { value: new Source(file, text, () => parsed(text), value) };
}

/** Finds what is wrong with a text, and where; reads it if nothing is. */
export function readSlowly(file: string, text: string): Read<Source> {
  const parts = parsed(text);
  const { document, lineCounter } = parts;
  const foreign = document.errors.length === 0 ? foreignParts(text, document) : [];
  // What the parser warns of (tags) is among the foreign parts already.
  const faults = foreign.length === 0 ? yamlFaults(text, document) : foreign;
  if (faults.length > 0) {
    return {
      problems: faults
        .slice(0, MOST_PROBLEMS)
        .map((fault) => problemOf(file, text, lineCounter, fault)),
    };
  }
  if (isMap(document.contents)) {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return { value: new Source(file, text, () => parts, value) };
  }
  const bare = new Source(file, text, () => parts, undefined);
  return { problems: [bare.problem(notAMapping(text))] };
}

function parsed(text: string): ParsedYaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    ...({ version: '1.2', schema: 'core', merge: false, strict: true } as const),
    // Names that stand twice are found by us: the parser compares every key with every other.
    ...{ uniqueKeys: false, prettyErrors: false, lineCounter, resolveKnownTags: false },
  });
  return { document, lineCounter };
}

function notAMapping(text: string): Finding {
  const isUnspaced = /^\w+:\S/.test(text);
  return {
    code: isUnspaced ? 'flow.no-space-after-colon' : 'flow.not-a-mapping',
    path: [],
    message: isUnspaced ? NO_SPACE : 'The file is not a list of names and values',
    cure: 'Start it with a line such as `flow: track_order`.',
  };
}

interface Refusal {
  /** Offset of the character that is meant. */
  readonly at: number;
  readonly why: Pick<Problem, 'code' | 'message' | 'cure'>;
}

/** Characters that no text has: a terminal, a database or WhatsApp would stumble over them. */
const STRANGE = /[^\P{Cc}\t\n\r\u0085]|\p{Cs}|[\ufffe\uffff]/u;
const REPLACED = '\ufffd';

function refusal(text: string): Refusal | undefined {
  if (text.length > MAX_FILE) return { at: 0, why: TOO_LONG };

  const strange = STRANGE.exec(text);
  if (strange !== null) return { at: strange.index, why: STRANGE_CHARACTER };
  const replaced = text.indexOf(REPLACED);
  if (replaced !== -1) return { at: replaced, why: NOT_UTF8 };
  const spaced = /^ *[\u00a0\u2000-\u200b\u3000]/mu.exec(text);
  if (spaced !== null) return { at: spaced.index + spaced[0].length - 1, why: STRANGE_SPACE };
  return isTooDeep(text) ? { at: 0, why: TOO_DEEP } : undefined;
}

const TOO_LONG = {
  code: 'flow.file-too-long',
  message: `The file has more than ${String(MAX_FILE)} characters`,
  cure: 'Divide the flow into several files.',
};
const TOO_DEEP = {
  code: 'flow.too-deep',
  message: 'The file is nested too deep',
  cure: 'Make it flatter.',
};
const STRANGE_CHARACTER = {
  code: 'flow.strange-character',
  message: 'Here is a character that no text has',
  cure: 'Remove it. If the whole file looks strange, it is not a text file.',
};
const STRANGE_SPACE = {
  code: 'flow.strange-space',
  message: 'This line is indented with a blank that only looks like a space',
  cure: 'Replace it by spaces; it comes from copying out of a web page or a document.',
};
const NOT_UTF8 = {
  code: 'flow.not-utf-8',
  message: 'Here is a character that could not be read',
  cure: 'Save the file as UTF-8.',
};

/** Counted on the bare text, before a parser could run out of stack. */
function isTooDeep(text: string): boolean {
  if (/(?:[-?:][ \t]+){40}/.test(text)) return true;
  if (/^ {400}/m.test(text)) return true;

  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    if (bracket === '[' || bracket === '{') depth += 1;
    else if (depth > 0) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function problemOf(
  file: string,
  text: string,
  lineCounter: LineCounter,
  { code, message, cure, range: [start, end] }: YamlFault,
): Problem {
  const { line, col } = lineCounter.linePos(start);
  return { code, ...placeIn(file, text, line, col, end - start), message, cure };
}

/** The place of one character. */
function placeOf(
  file: string,
  text: string,
  offset: number,
): Omit<Problem, 'code' | 'message' | 'cure'> {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return placeIn(file, text, line, offset - before.lastIndexOf('\n'), 1);
}

function placeIn(
  file: string,
  text: string,
  line: number,
  column: number,
  wanted: number,
): Omit<Problem, 'code' | 'message' | 'cure'> {
  const lineText = (text.split('\n', line)[line - 1] ?? '').replace(/\r$/, '');
  const length = Math.max(1, Math.min(wanted, lineText.length - column + 1));
  // A file without line ends may be one line of any length.
  const isShown = lineText.length <= MOST_EXCERPT;
  return { file, line, column, ...(isShown && { excerpt: { text: lineText, length } }) };
}
