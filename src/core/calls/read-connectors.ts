import { ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import type { Problem } from '#core/flow/problem.ts';
import { raiseProblems, type RawProblem } from '#core/flow/raise-problems.ts';
import { readYaml } from '#core/flow/read/read-yaml.ts';
import { findingsOf } from '#core/flow/read/shape-problems.ts';
import type { Finding } from '#core/flow/read/source.ts';

import { checkConnectors } from './connector-checks.ts';

export type ReadConnectors =
  { readonly value: ConnectorsFile } | { readonly problems: readonly Problem[] };

/**
 * The connectors of a file; or everything that is wrong with it, at its lines.
 *
 * @param more what else is to hold, where it needs more than the text
 */
export function readConnectors(
  file: string,
  text: string,
  more: (connectors: ConnectorsFile) => readonly Finding[] = () => [],
): ReadConnectors {
  const read = readYaml(file, text);
  if ('problems' in read) return { problems: raised(read.problems) };

  const source = read.value;
  const parsed = ConnectorsFile.safeParse(source.value, { reportInput: true });
  const findings = parsed.success
    ? [...checkConnectors(parsed.data), ...more(parsed.data)]
    : findingsOf(parsed.error.issues, [], ConnectorsFile);
  if (parsed.success && findings.length === 0) return { value: parsed.data };
  return { problems: raised(findings.map((finding) => source.problem(finding))) };
}

/** The cures of flows, with this file's page and its first line in them. */
function raised(problems: readonly RawProblem[]): readonly Problem[] {
  return raiseProblems(problems).map((problem) => ({
    ...problem,
    cure: problem.cure
      .replace('docs/flows.md', 'docs/guides/connectors.md')
      .replace('`flow: track_order`', '`connectors:`'),
  }));
}
