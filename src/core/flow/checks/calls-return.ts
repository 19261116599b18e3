import type { Flow } from '../model/flow.ts';
import { silencesOf } from '../model/silence.ts';
import { isAsking } from '../model/step.ts';
import type { Problem } from '../problem.ts';
import type { ReleaseSource } from '../read/release-source.ts';
import type { ReleaseCheck } from './check.ts';
import { waysOf } from './ways-of.ts';
import { stepsOf } from './words-of.ts';

/** Flows within flows: who reads them loses the thread long before. */
const DEEPEST = 16;

/** A called flow can come back to its caller, and no flow is called while it waits for a call. */
export const callsReturn: ReleaseCheck = (release) => [
  ...endlessCalls(release),
  ...callsWithoutReturn(release),
];

function calledBy({ steps }: Flow): readonly string[] {
  return [...steps.values()].flatMap((step) => (step.kind === 'flow' ? [step.flow] : []));
}

function endlessCalls({ flows }: ReleaseSource): Problem[] {
  const byName = new Map(flows.map(({ flow }) => [flow.name, flow]));
  const depths = new Map<string, number>();
  const problems: Problem[] = [];
  const depthOf = (name: string, callers: readonly string[]): number => {
    const flow = byName.get(name);
    const known = depths.get(name);
    if (flow === undefined || known !== undefined) return known ?? 0;
    if (callers.includes(name) || callers.length > DEEPEST) return 0; // told where the round begins

    const inner = calledBy(flow).map((called) => depthOf(called, [...callers, name]));
    const depth = 1 + Math.max(0, ...inner);
    depths.set(name, depth);
    return depth;
  };
  for (const { flow, source } of flows) {
    const round = roundFrom(flow.name, byName);
    const depth = depthOf(flow.name, []);
    if (round === undefined && depth <= DEEPEST) continue;

    const step = stepsOf(flow).find(
      ([each]) => each.kind === 'flow' && (round === undefined || each.flow === round[1]),
    );
    const message =
      round === undefined
        ? `From here on flows call flows more than ${String(DEEPEST)} deep`
        : `These flows call each other in a round: ${round.join(' → ')}`;
    const cure = 'Lead to one of them by `goto` instead, which does not come back.';
    const path = step === undefined ? ['flow'] : [...step[1], 'flow'];
    problems.push(source.problem({ code: 'flow.endless-calls', path, message, cure }));
  }
  return problems;
}

/** A round of calls that a flow is part of. */
function roundFrom(start: string, flows: ReadonlyMap<string, Flow>): readonly string[] | undefined {
  const from = new Map<string, string>();
  for (const name of [start, ...reachedFrom(start, flows, from)]) {
    const flow = flows.get(name);
    if (flow === undefined || !calledBy(flow).includes(start)) continue;

    const round = [start];
    for (let at: string | undefined = name; at !== undefined && at !== start; at = from.get(at)) {
      round.splice(1, 0, at);
    }
    return [...round, start];
  }
  return undefined;
}

function reachedFrom(
  start: string,
  flows: ReadonlyMap<string, Flow>,
  from: Map<string, string>,
): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) {
    const flow = flows.get(name);
    for (const called of flow === undefined ? [] : calledBy(flow)) {
      if (!reached.has(called)) from.set(called, name);
      reached.add(called);
    }
  }
  return reached;
}

function callsWithoutReturn({ bot, flows }: ReleaseSource): Problem[] {
  const silenceEnds = silencesOf(bot.silence).some(({ goto }) => goto === 'end');
  const invalidEnds = (bot.invalid ?? []).some(
    (rung) => typeof rung === 'object' && 'goto' in rung && rung.goto === 'end',
  );
  const lost = new Set(
    flows
      .filter(({ flow }) => !mayEnd(flow, silenceEnds || invalidEnds))
      .map(({ flow }) => flow.name),
  );
  return flows.flatMap(({ flow, source }) =>
    stepsOf(flow).flatMap(([step, base]) => {
      if (step.kind !== 'flow' || !lost.has(step.flow)) return [];
      return source.problem({
        ...{ code: 'flow.never-returns', path: [...base, 'flow'] },
        message: `The flow "${step.flow}" never ends: it always leaves for another flow or a person`,
        cure: `Let it end, or lead there by \`goto: ${step.flow}\`, which does not come back.`,
      });
    }),
  );
}

/** Whether some way through a flow ends it. */
function mayEnd(flow: Flow, botEndsQuestions: boolean): boolean {
  return stepsOf(flow).some(
    ([step, , name]) =>
      (botEndsQuestions && isAsking(step)) ||
      step.kind === 'end' ||
      waysOf(flow, name).some(({ target }) => target === 'end'),
  );
}
