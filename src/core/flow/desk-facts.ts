import { edgesOf } from './graph/edges-of.ts';
import { compileCondition } from './liquid/condition.ts';
import type { HoursByName } from './liquid/evaluator.ts';
import type { Flow } from './model/flow.ts';
import type { Slot } from './model/slot.ts';
import { isAsking, type Step } from './model/step.ts';
import { timeoutOf } from './model/steps/call.ts';
import { needsAhead } from './needs-ahead.ts';
import type { ReleaseSource } from './read/release-source.ts';

/** What a step is, as far as people are told of it. */
interface StepFacts {
  /** What its flow is called. */
  readonly flow: string;
  /** What the step asks for, in a few words; without it, its name. */
  readonly asks?: string | undefined;
  /** The slot that keeps its answer. */
  readonly slot?: string | undefined;
  /** Of a step that asks an AI: how long it waits, in milliseconds. */
  readonly answersInMs?: number | undefined;
}

/** A question that somebody can be given back to. */
export interface QuestionFacts {
  /** Slots that it, or anything after it in its flow, reads and that may be unset. */
  readonly needs: readonly string[];
  /** Whether the flow itself would come to it with these slots; only where conditions lead there. */
  readonly leadsHere?: ((slots: object, atMs: number) => boolean) | undefined;
}

/** What people at a desk are told of a release: its steps by `<flow>.<step>`. */
export interface DeskFacts {
  readonly steps: ReadonlyMap<string, StepFacts>;
  readonly questions: ReadonlyMap<string, QuestionFacts>;
  /** Slots that nobody may read: `<flow>.<slot>`, or a slot of the bot's. */
  readonly sensitive: ReadonlySet<string>;
}

/** Reads off a release what desks need to know of it. */
export function deskFactsOf(source: ReleaseSource, hours: HoursByName): DeskFacts {
  const { bot } = source;
  const flows = source.flows.map(({ flow }) => flow);
  const shared = new Map(Object.entries(bot.slots ?? {}));
  const steps = new Map<string, StepFacts>();
  const questions = new Map<string, QuestionFacts>();
  for (const flow of flows) {
    const guards = guardsIn(flow, { bot, flows }, hours);
    const slots = new Map([...shared, ...flow.slots]);
    const ahead = needsAhead(flow, (step) => edgesOf(flow, step, { bot, flows }));
    for (const [name, step] of flow.steps) {
      const id = `${flow.name}.${name}`;
      steps.set(id, stepFacts(flow, name, step));
      if (!isAsking(step)) continue;
      const needs = withoutDefault(ahead.get(name) ?? [], slots);
      questions.set(id, { needs, leadsHere: guards.get(name) });
    }
  }
  return { steps, questions, sensitive: sensitiveIn(shared, flows) };
}

function stepFacts(flow: Flow, name: string, step: Step): StepFacts {
  const slot = step.kind === 'ask' ? step.ask : undefined;
  return {
    flow: flow.title ?? flow.name,
    asks: isAsking(step) ? (slot ?? name).replaceAll('_', ' ') : undefined,
    slot,
    ...(step.kind === 'ai' && { answersInMs: timeoutOf(step) }),
  };
}

function sensitiveIn(shared: ReadonlyMap<string, Slot>, flows: readonly Flow[]): Set<string> {
  const secretOf = (slots: ReadonlyMap<string, Slot>, prefix: string): readonly string[] =>
    [...slots].flatMap(([name, { sensitive }]) => (sensitive ? [`${prefix}${name}`] : []));
  const own = flows.flatMap(({ name, slots }) => secretOf(slots, `${name}.`));
  return new Set([...secretOf(shared, ''), ...own]);
}

/** Those that nothing but an answer or a system gives a value. */
function withoutDefault(
  names: Iterable<string>,
  slots: ReadonlyMap<string, Slot>,
): readonly string[] {
  return [...names].filter((name) => {
    const slot = slots.get(name);
    return slot !== undefined && slot.default === undefined;
  });
}

/** A step that conditions alone lead to is chosen only while one of them does. */
function guardsIn(
  flow: Flow,
  release: Parameters<typeof edgesOf>[2],
  hours: HoursByName,
): ReadonlyMap<string, NonNullable<QuestionFacts['leadsHere']>> {
  const [first] = flow.steps.keys();
  const guarded = new Map<string, NonNullable<QuestionFacts['leadsHere']>[]>();
  const free = new Set(first === undefined ? [] : [first]);
  for (const [name, step] of flow.steps) {
    const chosen = step.kind === 'decide' ? branchOf(step, hours) : undefined;
    edgesOf(flow, name, release).forEach(({ to }, index) => {
      if (to.kind !== 'step' || to.flow !== flow.name) return;
      if (chosen === undefined) free.add(to.step);
      else {
        const tests = guarded.get(to.step) ?? [];
        guarded.set(to.step, [...tests, (slots, atMs) => chosen(slots, atMs) === index]);
      }
    });
  }
  const entries = [...guarded].filter(([name]) => !free.has(name));
  return new Map(
    entries.map(([name, tests]) => [
      name,
      (slots, atMs) => tests.some((test) => test(slots, atMs)),
    ]),
  );
}

/** Which branch is taken: its place. */
function branchOf(
  { decide }: Extract<Step, { readonly kind: 'decide' }>,
  hours: HoursByName,
): (slots: object, atMs: number) => number {
  const tests = decide.map((branch) =>
    'else' in branch ? () => true : compileCondition(branch.when, hours).test,
  );
  return (slots, atMs) => tests.findIndex((test) => test(slots, atMs));
}
