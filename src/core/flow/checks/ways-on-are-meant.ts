import { following } from '../model/onward.ts';
import type { FlowCheck } from './check.ts';
import { waysOf } from './ways-of.ts';

/**
 * A step without `goto` goes on to the one after it. Where that one is also the target of a `goto`,
 * it may just as well be a branch that somebody forgot to end: there it has to be said.
 */
export const waysOnAreMeant: FlowCheck = ({ flow, source }) => {
  const names = [...flow.steps.keys()];
  const ways = names.map((name) => [name, waysOf(flow, name)] as const);
  const gone = new Set(
    ways.flatMap(([, those]) => those.filter((way) => way.isWritten).map((way) => way.target)),
  );
  return ways
    .filter(([name, those]) => {
      const next = following(flow, name);
      return next !== undefined && gone.has(next) && those.some((way) => !way.isWritten);
    })
    .map(([name]) => {
      const next = following(flow, name) ?? '';
      return source.problem({
        ...{ code: 'flow.falls-into-branch', path: ['steps', name], atKey: true },
        message: `After "${name}" comes "${next}", which other steps go to by name`,
        cure: `Say which is meant: \`goto: ${next}\` or \`goto: end\`.`,
      });
    });
};
