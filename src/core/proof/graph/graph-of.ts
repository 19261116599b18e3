import { botPartsOf } from '#core/flow/compile/bot-parts-of.ts';
import type { BotFile } from '#core/flow/model/bot.ts';
import type { Flow } from '#core/flow/model/flow.ts';
import type { FlowSource, ReleaseSource } from '#core/flow/read/release-source.ts';

import { ControlGraph } from './control-graph.ts';
import {
  backIn,
  correctedIn,
  endOf,
  GOING_BACK,
  REST,
  RESUMING,
  startOf,
  stepKey,
  type Surroundings,
  undeliveredIn,
  Ways,
} from './flow-places.ts';
import type { Act } from './place.ts';
import { restPlaces } from './rest-places.ts';
import { stepPlaces } from './step-places.ts';

/** A release's control graph, and what it was made of. */
export type ReleaseGraph = Surroundings & { readonly source: ReleaseSource };

/**
 * The control graph of a checked release: every place that a conversation can be in, and every way
 * between two of them. What cannot be decided, such as a condition, counts as both: the machine can
 * make no move that the graph does not have.
 */
export function graphOf(source: ReleaseSource): ReleaseGraph {
  const { bot: botFile, botSource } = source;
  const all: ReleaseGraph = {
    ...{ source, botFile, botSource, graph: new ControlGraph() },
    bot: botPartsOf(
      botFile,
      source.flows.map(({ flow }) => flow),
    ),
    flows: new Map(source.flows.map(({ flow }) => [flow.name, flow])),
    unheard: new Set(source.flows.filter((each) => isAnswered(each, botFile)).map(nameOf)),
  };
  restPlaces(all);
  for (const each of source.flows) flowPlaces(all, each);
  return all;
}

function flowPlaces(all: Surroundings, { flow, source }: ReleaseSource['flows'][number]): void {
  const { graph } = all;
  const head = { kind: 'passing', flow: flow.name, source, path: ['flow'] } as const;
  const names = [...flow.steps.keys()];
  const enter: Act = { kind: 'enter', flow: flow.name };
  const start = graph.describe(startOf(flow.name), head);
  const first = graph.id(stepKey(flow.name, names[0] ?? ''));
  graph.add(start, { input: { kind: 'on' }, acts: [enter], to: first, origin: 'flow' });

  const end = graph.describe(endOf(flow.name), { ...head, kind: 'end' });
  graph.add(end, { input: { kind: 'on' }, acts: [], to: graph.id(REST), origin: 'flow' });
  graph.add(end, {
    input: { kind: 'resumed' },
    acts: [],
    to: graph.id(RESUMING),
    origin: 'global',
  });
  for (const key of [backIn(flow.name), correctedIn(flow.name)]) {
    graph.describe(key, { ...head, kind: 'repair' });
  }
  graph.add(graph.id(backIn(flow.name)), {
    ...{ input: { kind: 'on' }, acts: [], to: graph.id(GOING_BACK), origin: 'global' },
  });
  callersOf(all, flow);
  unheardPlace(all, { flow, source });
  names.forEach((name, index) => {
    const step = flow.steps.get(name);
    if (step === undefined) return;
    const next = step.kind === 'end' ? 'end' : (gotoOf(step) ?? names[index + 1] ?? 'end');
    stepPlaces(step, name, new Ways(all, flow, source, next, ['steps', name]));
  });
}

/** Whether anything is done about words of a flow that did not arrive, but at questions of their own. */
function isAnswered({ flow }: FlowSource, { undelivered }: BotFile): boolean {
  if (undelivered !== undefined) return true;
  return [...flow.steps.values()].some(
    (step) => step.kind === 'say' && step.undelivered !== undefined,
  );
}

function nameOf({ flow }: FlowSource): string {
  return flow.name;
}

/** Passed on the way from wherever in the flow the customer is. */
function unheardPlace(all: Surroundings, { flow, source }: FlowSource): void {
  if (!all.unheard.has(flow.name)) return;

  const { graph, botFile, botSource } = all;
  const input = { kind: 'on' } as const;
  const path = ['flow'];
  const here = graph.describe(undeliveredIn(flow.name), {
    ...{ kind: 'passing', flow: flow.name, source, path },
  });
  for (const [name, step] of flow.steps) {
    if (step.kind !== 'say' || step.undelivered === undefined) continue;
    const at = { input, source, path: ['steps', name, 'undelivered'] };
    const ways = new Ways(all, flow, source, 'end', ['steps', name]);
    graph.add(here, ways.unheard(step.undelivered, at));
  }
  const { undelivered } = botFile;
  if (undelivered === undefined) return;
  // What bot.yaml goes to is a flow, whatever the steps of this one are called.
  const ways = new Ways(all, { ...flow, steps: new Map() }, source, 'end', path);
  const at = { input, source: botSource, path: ['undelivered'] };
  graph.add(here, ways.unheard(undelivered, at));
}

function gotoOf(step: object): string | undefined {
  return 'goto' in step && typeof step.goto === 'string' ? step.goto : undefined;
}

/** Who goes back beyond a sub-flow's first question comes to its caller's. */
function callersOf({ graph }: Surroundings, { name, steps }: Flow): void {
  const called = new Set<string>();
  for (const step of steps.values()) if (step.kind === 'flow') called.add(step.flow);
  for (const flow of called) {
    for (const key of [backIn, correctedIn]) {
      const to = graph.id(key(name));
      graph.add(graph.id(key(flow)), { input: { kind: 'on' }, acts: [], to, origin: 'global' });
    }
  }
}
