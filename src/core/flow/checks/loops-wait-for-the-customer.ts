import type { Problem } from '../problem.ts';
import type { ReleaseSource } from '../read/release-source.ts';
import type { ReleaseCheck } from './check.ts';
import { flowsThatEndAlone } from './ends-alone.ts';
import { waysOf } from './ways-of.ts';

/** No round of steps goes on by itself, not even by timers: somebody would be written to for ever. */
export const loopsWaitForTheCustomer: ReleaseCheck = (release) => {
  const ways = waysWithoutCustomer(release);
  const settled = new Set<string>();
  const problems: Problem[] = [];
  for (const start of ways.keys()) {
    const loop = loopFrom(start, ways, settled);
    if (loop !== undefined) problems.push(problemOf(loop, release));
  }
  return problems;
};

type Ways = ReadonlyMap<string, readonly string[]>;

function waysWithoutCustomer(release: ReleaseSource): Ways {
  const { flows } = release;
  const alone = flowsThatEndAlone(release);
  const firsts = new Map(flows.map(({ flow }) => [flow.name, [...flow.steps.keys()][0] ?? '']));
  return new Map(
    flows.flatMap(({ flow }) =>
      [...flow.steps].map(([name, step]) => {
        const called = step.kind === 'flow' ? step.flow : undefined;
        const goesOn = called === undefined || alone.has(called);
        const targets = (goesOn ? waysOf(flow, name) : [])
          .filter(({ needsCustomer }) => !needsCustomer)
          .map(({ target }) =>
            flow.steps.has(target)
              ? `${flow.name}.${target}`
              : `${target}.${firsts.get(target) ?? ''}`,
          );
        const into = called === undefined ? [] : [`${called}.${firsts.get(called) ?? ''}`];
        return [`${flow.name}.${name}`, [...into, ...targets]] as const;
      }),
    ),
  );
}

/** A loop reached from a step, without recursion: a flow may be two thousand steps long. */
function loopFrom(start: string, ways: Ways, settled: Set<string>): readonly string[] | undefined {
  const trail: { readonly step: string; next: number }[] = [];
  const onTrail = new Set<string>();
  let loop: readonly string[] | undefined;
  const enter = (step: string): void => {
    if (onTrail.has(step)) {
      const steps = trail.map((each) => each.step);
      loop ??= steps.slice(steps.indexOf(step));
    } else if (!settled.has(step)) {
      trail.push({ step, next: 0 });
      onTrail.add(step);
    }
  };
  enter(start);
  for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
    const target = ways.get(top.step)?.[top.next];
    top.next += 1;
    if (target !== undefined) {
      enter(target);
      continue;
    }
    settled.add(top.step);
    onTrail.delete(top.step);
    trail.pop();
  }
  return loop;
}

function problemOf(loop: readonly string[], { flows }: ReleaseSource): Problem {
  const [flowName = '', step = ''] = (loop[0] ?? '').split('.');
  const place = flows.find(({ flow }) => flow.name === flowName);
  const finding = {
    ...{ code: 'flow.endless-loop', path: ['steps', step], atKey: true },
    message: `These steps go round without ever waiting for the customer: ${loop.slice(0, 8).join(' → ')} → ${loop[0] ?? ''}`,
    cure: 'Put a question in between, or lead one of them to `end`.',
  };
  return place?.source.problem(finding) ?? { ...finding, file: '', line: 1, column: 1 };
}
