import type { Problem } from '../problem.ts';
import type { ReleaseCheck } from './check.ts';

/** Every flow has a name of its own. */
export const namesAreUnique: ReleaseCheck = ({ flows, damaged }) => {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { flow, source } of [...flows, ...damaged]) {
    const other = files.get(flow.name);
    files.set(flow.name, other ?? source.file);
    if (other === undefined) continue;
    const message = `There is a flow "${flow.name}" in ${other} already`;
    const cure = 'Rename one of the two.';
    problems.push(source.problem({ code: 'flow.flow-twice', path: ['flow'], message, cure }));
  }
  return problems;
};
