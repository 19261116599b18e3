import type { z } from 'zod';

import { didYouMean } from '../did-you-mean.ts';
import { knownKeys } from './known-keys.ts';
import type { Finding, Path } from './source.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/**
 * What zod found, in the words of whoever writes flows.
 *
 * @param inside path of what was read, in its file
 * @param schema what it was read by, so that a misspelled name can be guessed
 */
export function findingsOf(
  issues: readonly Issue[],
  inside: Path = [],
  schema?: Schema,
): Finding[] {
  const found = issues.flatMap((issue) => findingsOfIssue(issue, [], schema));
  const misspelled = new Set(
    found.flatMap(({ code, path, oneOf }) => {
      const meant = oneOf === undefined ? undefined : didYouMean(oneOf.given, oneOf.among);
      return code === 'flow.unknown-key' && meant !== undefined
        ? [[...path.slice(0, -1), meant].join('\n')]
        : [];
    }),
  );
  return found
    .filter(({ code, path }) => code !== 'flow.missing' || !misspelled.has(path.join('\n')))
    .map((finding) => ({ ...finding, path: [...inside, ...finding.path] }));
}

const key = (part: PropertyKey): string | number =>
  typeof part === 'number' ? part : String(part);

const CODE = 'flow.wrong-form';

function findingsOfIssue(issue: Issue, above: Path, schema: Schema | undefined): Finding[] {
  const path = [...above, ...issue.path.map(key)];
  switch (issue.code) {
    case 'invalid_union':
      return closest(issue.errors).flatMap((inner) => findingsOfIssue(inner, path, schema));
    case 'unrecognized_keys':
      return issue.keys.map((name) => unknownKey(name, path, schema));
    case 'invalid_key':
      return [wrongKey(issue, path)];
    case 'invalid_type':
      return [missing(issue, path)];
    case 'invalid_value':
      return [oneOf(issue, path)];
    case 'invalid_format':
    case 'too_big':
    case 'too_small':
    case 'custom':
    case 'not_multiple_of':
    case 'invalid_element':
      return [finding(path, issue.message)];
  }
}

function unknownKey(name: string, path: Path, schema: Schema | undefined): Finding {
  const at = { code: 'flow.unknown-key', path: [...path, name], atKey: true };
  const [, start, rest] = /^([A-Za-z_]\w*):(\S.*)$/s.exec(name) ?? [];
  if (start !== undefined && rest !== undefined) {
    const cure = `Write \`${start}: ${rest}\`.`;
    return { ...at, code: 'flow.no-space-after-colon', message: NO_SPACE, cure };
  }
  const among = schema === undefined ? [] : knownKeys(schema, path);
  const known = among.length === 0 || among.length > 25 ? '' : ` There may be ${among.join(', ')}.`;
  return {
    ...at,
    oneOf: { given: name, among },
    message: `"${name}" has no meaning here`,
    cure: `Check its spelling and its indentation, or remove it.${known}`,
  };
}

export const NO_SPACE = 'After the colon a space is missing';

function wrongKey(issue: Extract<Issue, { code: 'invalid_key' }>, path: Path): Finding {
  const inner = issue.issues[0];
  const name = String(path.at(-1));
  if (inner?.code === 'invalid_value') {
    return { ...oneOf({ ...inner, input: name }, path), atKey: true };
  }
  return finding(path, inner?.message ?? 'is not a name', true);
}

function oneOf(issue: Extract<Issue, { code: 'invalid_value' }>, path: Path): Finding {
  const among = issue.values.map(String);
  const found = finding(path, `must be one of ${among.join(', ')}`);
  return typeof issue.input === 'string'
    ? { ...found, oneOf: { given: issue.input, among } }
    : found;
}

function missing(issue: Extract<Issue, { code: 'invalid_type' }>, path: Path): Finding {
  const isMissing = issue.input === undefined && issue.message.includes('undefined');
  if (issue.input === null) return empty(issue, path);
  if (!isMissing) return finding(path, `must be ${KINDS[issue.expected] ?? issue.expected}`);

  const name = String(path.at(-1) ?? 'something');
  return {
    ...{ code: 'flow.missing', path },
    message: `"${name}" is missing here`,
    cure: `Add a line \`${name}: …\`.`,
  };
}

/** Nothing stands after the colon; or a text did that begins with #, and was taken for a comment. */
function empty({ expected }: Extract<Issue, { code: 'invalid_type' }>, path: Path): Finding {
  const name = String(path.at(-1) ?? 'this');
  return {
    ...{ code: 'flow.empty', path, atKey: true },
    message: `"${name}" has nothing after it`,
    cure: `Write ${KINDS[expected]?.replace(/:.*/, '') ?? expected} after it. A text that starts with # needs quotes.`,
  };
}

const KINDS: Readonly<Record<string, string>> = {
  ...{ string: 'a text: put it into quotes', number: 'a number', int: 'a whole number' },
  ...{ object: 'names and values, indented below it', array: 'a list, each line with a -' },
  ...{ record: 'names and values, indented below it', boolean: 'true or false' },
};

function finding(path: Path, what: string, atKey = false): Finding {
  const name = String(path.at(-1) ?? 'this');
  return {
    ...{ code: CODE, path, atKey },
    message: `"${name}" is not as it should be: ${what.replace(/^Invalid input: /, '')}`,
    cure: 'Write it as docs/flows.md shows.',
  };
}

/**
 * Of the forms something may have, the one it comes closest to: with the fewest faults, and of
 * those the one that fits down to the deepest place. Where only the name is wrong, a form with
 * names of its own is likelier than one where languages are the names.
 */
function closest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const ranked = alternatives.map((issues) => ({
    issues,
    faults: sum(issues.map(faultsOf)),
    depth: Math.max(...issues.map(depthOf)),
  }));
  return ranked.sort((a, b) => a.faults - b.faults || b.depth - a.depth)[0]?.issues ?? [];
}

const WRONG_ALTOGETHER = 1_000;

function faultsOf(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return issue.keys.length;
  const isWhole = issue.path.length === 0;
  if (issue.code !== 'invalid_union') return isWhole ? WRONG_ALTOGETHER : 1;
  return isWhole ? Math.min(...issue.errors.map((inner) => sum(inner.map(faultsOf)))) : 1;
}

function depthOf(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return issue.path.length + 0.5;
  if (issue.code === 'invalid_key') return issue.path.length - 0.75;
  if (issue.code !== 'invalid_union') return issue.path.length;
  const deepest = issue.errors.map((inner) => Math.max(0, ...inner.map(depthOf)));
  return issue.path.length + Math.max(0, ...deepest);
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total + each, 0);
