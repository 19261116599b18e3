import type { Exit } from '#core/flow/model/exit.ts';
import {
  type Calling,
  isAsking,
  isCalling,
  type Step,
  type StepOfKind,
} from '#core/flow/model/step.ts';
import { flowsOf } from '#core/flow/model/steps/ai.ts';
import { timeoutOf } from '#core/flow/model/steps/call.ts';
import type { HANDOFF_EXITS } from '#core/flow/model/steps/handoff.ts';

import { writing } from './acts.ts';
import { builtIn, flowWays, stayingWays } from './common-ways.ts';
import { GOING_BACK, QUEUE, RESUMING, startOf, stepKey, type Ways } from './flow-places.ts';
import type { Act, Edge, Input } from './place.ts';
import { questionPlaces } from './question.ts';
import { missing } from './rest-places.ts';

const ON: Input = { kind: 'on' };

/** The places of one step. A new kind of step is a new case here. */
export function stepPlaces(step: Step, name: string, ways: Ways): void {
  if (isAsking(step)) questionPlaces(step, name, ways);
  else if (isCalling(step)) callPlaces(step, name, ways);
  else if (step.kind === 'wait') waitPlace(step, name, ways);
  else passingPlace(step, name, ways);
}

type Leaving = Exclude<(typeof HANDOFF_EXITS)[number], 'agent_gone'>;

type PassingStep = Exclude<Step, { readonly kind: 'ask' | 'choose' | 'call' | 'ai' | 'wait' }>;

function passingPlace(step: PassingStep, name: string, ways: Ways): void {
  const { graph } = ways.all;
  const here = describe(name, ways, 'passing');
  for (const edge of passingEdges(step, ways)) graph.add(here, edge);
}

function passingEdges(step: PassingStep, ways: Ways): readonly Edge[] {
  const { path, source } = ways;
  const written = 'write' in step ? writing(step.write, ways) : [];
  switch (step.kind) {
    case 'say':
      return [ways.onward(ON, [...ways.says(step.say, [...path, 'say']), ...written])];
    case 'write':
    case 'goto':
    case 'end':
      return [ways.onward(ON, written)];
    case 'set':
      return [
        ways.onward(ON, [
          { kind: 'set', values: step.set, source, path: [...path, 'set'] },
          ...written,
        ]),
      ];
    case 'canvas': {
      const sent: Act = { kind: 'canvas', with: step.with ?? {}, source, path: [...path, 'with'] };
      return [ways.onward(ON, [sent, ...written])];
    }
    case 'handoff':
      return handedOff(step, ways, written);
    case 'decide':
      return decided(step, ways);
    case 'flow':
      return calledFlow(step, ways, written);
  }
}

/** To a person; or on, where the queue is closed or nobody comes in time. */
function handedOff(
  step: StepOfKind<'handoff'>,
  ways: Ways,
  written: readonly Act[],
): readonly Edge[] {
  const { path, source } = ways;
  const { handoff, say } = step;
  const exit = (key: Leaving, input: Input): readonly Edge[] => {
    const leaves = handoff[key];
    if (leaves === undefined) return [];
    const said = ways.says(leaves.say, [...path, 'handoff', key, 'say']);
    return [ways.to(leaves.goto, input, key === 'out_of_hours' ? said : [...written, ...said])];
  };
  // Only while free words can leave, as the machine sees it.
  const left = ({ say: words, goto }: NonNullable<typeof handoff.agent_gone>): Edge => {
    const said = ways.says(words, [...path, 'handoff', 'agent_gone', 'say']);
    const input: Input = { kind: 'agent', what: 'left' };
    if (goto !== undefined) return ways.to(goto, input, [...written, ...said]);
    return { input, acts: said, to: ways.all.graph.id(QUEUE), origin: 'flow' };
  };
  return [
    ways.handsOff(handoff, say, ON, { path, source, first: written }),
    ...exit('out_of_hours', ON),
    ...exit('no_agent', ON),
    ...exit('waited', { kind: 'wait', afterMs: handoff.waited?.after ?? 0 }),
    ...(handoff.agent_gone === undefined ? [] : [left(handoff.agent_gone)]),
  ];
}

function decided({ decide }: StepOfKind<'decide'>, ways: Ways): readonly Edge[] {
  const before: string[] = [];
  return decide.map((branch) => {
    const when = 'else' in branch ? undefined : branch.when;
    const input: Input = { kind: 'branch', when, before: [...before] };
    if (when !== undefined) before.push(when);
    return ways.to('else' in branch ? branch.else : branch.goto, input);
  });
}

/** Into the sub-flow with its arguments, and past it with what it gives. */
function calledFlow(
  step: StepOfKind<'flow'>,
  ways: Ways,
  written: readonly Act[],
): readonly Edge[] {
  const { graph } = ways.all;
  const { flow, with: given = {}, save = {} } = step;
  const give: Act = {
    ...{ kind: 'give', flow, with: given },
    ...{ source: ways.source, path: [...ways.path, 'with'] },
  };
  const into: Edge = {
    ...{ input: { kind: 'into', flow }, acts: [give], to: graph.id(startOf(flow)), origin: 'flow' },
  };
  return [into, ways.onward({ kind: 'past', flow }, [{ kind: 'take', flow, save }, ...written])];
}

function waitPlace(step: StepOfKind<'wait'>, name: string, ways: Ways): void {
  const { graph } = ways.all;
  const key = stepKey(ways.flow.name, name);
  const shared = flowWays(ways.all, ways.flow.name, step.interrupt !== false);
  const here = graph.describe(key, headOf(name, ways, 'wait'), shared);
  if (step.interrupt !== false) {
    const again: Edge = { input: ON, acts: [], to: here, origin: 'global' };
    graph.add(graph.id(RESUMING), again);
    graph.add(graph.id(GOING_BACK), { ...again, acts: builtIn(ways.all.bot, 'resumed') });
  }
  graph.add(here, ways.onward({ kind: 'wait', afterMs: step.wait }));
  for (const edge of missing(ways.all, here)) graph.add(here, edge);
}

/** Asks on the way in; while it waits, the customer is told so. */
function callPlaces(step: Calling, name: string, ways: Ways): void {
  const { graph, bot } = ways.all;
  const { path, source } = ways;
  const key = stepKey(ways.flow.name, name);
  const asking = describe(name, ways, 'passing');
  const waiting = `${key}/waiting`;
  const asked: Act = {
    ...{ kind: 'call', connector: step.kind === 'ai' ? 'ai' : step.call, source },
    ...(step.kind === 'ai'
      ? { input: { instructions: step.ai }, path: [...path, 'ai'] }
      : { input: step.with ?? {}, path: [...path, 'with'] }),
  };
  const acts = [asked, ...(step.kind === 'ai' ? shownToAi(step, ways) : [])];
  graph.add(asking, { input: ON, acts, to: graph.id(waiting), origin: 'flow' });

  const here = graph.describe(
    waiting,
    headOf(name, ways, 'call'),
    flowWays(ways.all, ways.flow.name, false),
  );
  const afterMs = timeoutOf(step);
  const kept: Act[] =
    step.save === undefined ? [] : [{ kind: 'keep', slot: step.save, option: undefined }];
  graph.add(
    here,
    ways.onward({ kind: 'result', afterMs }, [...kept, ...writing(step.write, ways)]),
  );
  for (const flow of flowsOf(step)) graph.add(here, ways.to(flow, { kind: 'result', afterMs }));
  graph.add(here, exiting(step.failed, 'failed', { kind: 'failed', afterMs }, ways));
  const late: Input = { kind: 'timed-out', afterMs };
  graph.add(
    here,
    step.timed_out === undefined
      ? exiting(step.failed, 'failed', late, ways)
      : exiting(step.timed_out, 'timed_out', late, ways),
  );
  if (step.refused !== undefined) {
    graph.add(here, exiting(step.refused, 'refused', { kind: 'refused', afterMs }, ways));
  }
  const wait = builtIn(bot, 'one_moment');
  // To an AI it is a part of the question, which is asked anew.
  const busy =
    step.kind === 'ai' ? ({ acts: [], to: asking } as const) : ({ acts: wait, to: here } as const);
  graph.add(here, { input: { kind: 'busy' }, ...busy, origin: 'built-in' });
  for (const way of stayingWays(ways.all, here)) {
    graph.add(here, way.input.kind === 'unreadable' ? { ...way, acts: wait } : way);
  }
}

/** What else leaves where an AI is asked: what it sees, and what binds the connectors it may ask. */
function shownToAi({ sees = [], tools }: StepOfKind<'ai'>, { path, source }: Ways): readonly Act[] {
  const seen = sees.map((name) => [name, `{{ ${name} | default: '' }}`] as const);
  const known: Act = {
    ...{ kind: 'call', connector: 'ai', source },
    ...{ input: Object.fromEntries(seen), path: [...path, 'sees'] },
  };
  const bound = (tools?.connectors ?? []).map(({ call, with: input = {} }, index): Act => {
    const at = [...path, 'tools', 'connectors', index, 'with'];
    return { kind: 'call', connector: call, source, input, path: at };
  });
  return seen.length === 0 ? bound : [known, ...bound];
}

function exiting(
  { say, goto = 'end', handoff }: Exit,
  key: string,
  input: Input,
  ways: Ways,
): Edge {
  const path = [...ways.path, key];
  if (handoff !== undefined) {
    return ways.handsOff(handoff, say, input, { path, source: ways.source });
  }
  return ways.to(goto, input, ways.says(say, [...path, 'say']));
}

function describe(name: string, ways: Ways, kind: 'passing'): number {
  return ways.all.graph.describe(stepKey(ways.flow.name, name), headOf(name, ways, kind));
}

function headOf<K>(name: string, { flow, source, path }: Ways, kind: K) {
  return { kind, flow: flow.name, step: name, source, path };
}
