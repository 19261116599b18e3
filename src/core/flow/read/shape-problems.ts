import type { z } from 'zod';

import type { Finding, Path } from './source.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, in the words of whoever writes flows. */
export function findingsOf(issues: readonly Issue[], inside: Path = []): Finding[] {
  return issues.flatMap((issue) => findingsOfIssue(issue, [...inside, ...issue.path.map(key)]));
}

const key = (part: PropertyKey): string | number =>
  typeof part === 'number' ? part : String(part);

const CODE = 'flow.wrong-form';

function findingsOfIssue(issue: Issue, path: Path): Finding[] {
  switch (issue.code) {
    case 'invalid_union':
      return findingsOf(closest(issue.errors), path);
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({
        ...{ code: 'flow.unknown-key', path: [...path, name], atKey: true },
        message: `"${name}" has no meaning here`,
        cure: 'Check its spelling and its indentation, or remove it.',
      }));
    case 'invalid_key':
      return [finding(path, issue.issues[0]?.message ?? 'is not a name', true)];
    case 'invalid_type':
      return [missing(issue, path)];
    case 'invalid_value':
      return [finding(path, `must be one of ${issue.values.map(String).join(', ')}`)];
    case 'invalid_format':
    case 'too_big':
    case 'too_small':
    case 'custom':
    case 'not_multiple_of':
    case 'invalid_element':
      return [finding(path, issue.message)];
  }
}

function missing(issue: Extract<Issue, { code: 'invalid_type' }>, path: Path): Finding {
  const isMissing = issue.input === undefined && issue.message.includes('undefined');
  if (!isMissing) return finding(path, `must be ${KINDS[issue.expected] ?? issue.expected}`);

  const name = String(path.at(-1) ?? 'something');
  return {
    ...{ code: 'flow.missing', path },
    message: `"${name}" is missing here`,
    cure: `Add a line \`${name}: …\`.`,
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

/** Of the forms something may have, the one it comes closest to: whose faults lie deepest, then fewest. */
function closest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]): number =>
    Math.max(
      ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 0.5 : 0)),
    );
  return [...alternatives].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}
