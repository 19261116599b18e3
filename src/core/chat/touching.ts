import type { ConversationState } from '#core/conversation/conversation-state.ts';
import { type TakenTransition, watchTransitions } from '#core/conversation/pure-transition.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Edge, EdgeEnd } from '#core/flow/graph/edge.ts';
import { edgesOf, endOf } from '#core/flow/graph/edges-of.ts';
import type { Flow } from '#core/flow/model/flow.ts';
import { isAsking, type Step } from '#core/flow/model/step.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import {
  edgeItem,
  type Interruption,
  interruptionItem,
  localeItem,
  stepItem,
} from './coverage-item.ts';
import { edgeTaken, exitTaken, stepOfLoss, stepOfState } from './edge-taken.ts';
import type { Moved } from './talk.ts';

/** A chain of steps that wait for nothing; longer ones are cut by the machine too. */
const LONGEST_CHAIN = 1_000;

/**
 * Says which parts of a release each event of a talk touched.
 *
 * Steps that wait for nothing are no states of the machine: they are found again by going the way
 * that the transition went, in the model.
 */
export class Touching {
  private taken: TakenTransition[] = [];
  private readonly flows: ReadonlyMap<string, Flow>;
  private readonly edges = new Map<string, readonly Edge[]>();
  private readonly model: { readonly bot: ReleaseSource['bot']; readonly flows: readonly Flow[] };

  /** Watches the release's machine from now on. */
  constructor(
    private readonly release: CompiledRelease,
    { bot, flows }: ReleaseSource,
  ) {
    this.model = { bot, flows: flows.map(({ flow }) => flow) };
    this.flows = new Map(this.model.flows.map((flow) => [flow.name, flow]));
    watchTransitions(release.machine, (taken) => this.taken.push(taken));
  }

  /** Ids of the coverage items that an event touched; to be asked after each that the machine gets. */
  by(moved: Moved): ReadonlySet<string> {
    const taken = this.taken;
    this.taken = [];
    const touched = new Set<string>();
    for (const each of taken) this.follow(each, touched);
    this.followExit(moved, taken, touched);
    for (const item of this.interruptions(moved, taken)) touched.add(item);

    const standing = this.stepOf(moved.after);
    if (this.find(standing) !== undefined) touched.add(stepItem(standing));
    for (const item of this.localesOf(touched, moved.after)) touched.add(item);
    return touched;
  }

  private follow(taken: TakenTransition, touched: Set<string>): void {
    const step = stepOfLoss(taken) ?? stepOfState(taken.state);
    const edge = edgeTaken(this.edgesAt(step), this.find(step), taken);
    if (edge !== undefined) {
      touched.add(stepItem(step)).add(edgeItem(edge));
      this.walk(edge.to, touched);
      return;
    }
    const flow = this.startedBy(taken.event);
    if (flow !== undefined) this.walk(endOf(this.model, flow, firstStep(flow)), touched);
  }

  /** A flow that had handed over goes on by itself: its step is remembered, and no state. */
  private followExit(
    { before, after }: Moved,
    taken: readonly TakenTransition[],
    touched: Set<string>,
  ): void {
    const held = before.snapshot?.context['held'] as { readonly step: string } | undefined;
    if (held === undefined || after.owner !== 'bot') return;
    for (const { event } of taken) {
      const edge = exitTaken(this.edgesAt(held.step), event);
      if (edge === undefined) continue;
      touched.add(stepItem(held.step)).add(edgeItem(edge));
      this.walk(edge.to, touched);
    }
  }

  private startedBy(event: string): Flow | undefined {
    const { menu } = this.release.bot;
    if (event === 'command.menu' || event === 'command.bot') return this.flows.get(menu ?? '');
    return event.startsWith('flow.') ? this.flows.get(event.slice('flow.'.length)) : undefined;
  }

  /** Marks what is passed from there on, up to where the machine waits or decides. */
  private walk(end: EdgeEnd, touched: Set<string>): void {
    let here = end;
    for (let passed = 0; passed < LONGEST_CHAIN && here.kind === 'step'; passed += 1) {
      const id = `${here.flow}.${here.step}`;
      touched.add(stepItem(id));
      const onward = this.edgesAt(id).find(({ kind }) => kind === 'next' || kind === 'calls');
      if (onward === undefined) return;
      here = onward.to;
    }
  }

  private interruptions({ event, before }: Moved, taken: readonly TakenTransition[]): string[] {
    if (event.kind !== 'message' && event.kind !== 'agent-took') return [];

    const late = lateQuestion(before);
    const isLate = taken.some(({ state }) => stepOfState(state) === late);
    if (late !== undefined && isLate) return [interruptionItem(late, 'late')];

    const at = this.stepOf(before);
    if (!isAsked(this.find(at))) return [];
    return interruptedBy(event, taken).map((by) => interruptionItem(at, by));
  }

  private localesOf(touched: ReadonlySet<string>, { snapshot }: ConversationState): string[] {
    const locale = snapshot?.context['locale'];
    if (typeof locale !== 'string') return [];
    const flows = [...touched]
      .filter((item) => item.startsWith('step '))
      .map((item) => item.slice('step '.length).split('.', 1)[0] ?? '');
    return [...new Set(flows)].map((flow) => localeItem(flow, locale));
  }

  private edgesAt(id: string): readonly Edge[] {
    const known = this.edges.get(id);
    if (known !== undefined) return known;
    const [flow = '', step = ''] = id.split('.');
    const model = this.flows.get(flow);
    const edges = model === undefined ? [] : edgesOf(model, step, this.model);
    this.edges.set(id, edges);
    return edges;
  }

  private find(id: string): Step | undefined {
    const [flow = '', step = ''] = id.split('.');
    return this.flows.get(flow)?.steps.get(step);
  }

  private stepOf({ snapshot }: ConversationState): string {
    return this.release.places.at(snapshot?.value ?? { bot: 'rest' }).step;
  }
}

/** The question that silence closed, while it may still be answered. */
function lateQuestion({ snapshot }: ConversationState): string | undefined {
  const late = snapshot?.context['late'] as { readonly at: string } | undefined;
  const [, flow = '', step = ''] = late?.at.split('/') ?? [];
  return late === undefined ? undefined : `${flow}.${step}`;
}

function firstStep({ steps }: Flow): string {
  const [first = ''] = steps.keys();
  return first;
}

function isAsked(step: Step | undefined): boolean {
  return step !== undefined && isAsking(step);
}

function interruptedBy(
  event: Moved['event'],
  taken: readonly TakenTransition[],
): readonly Interruption[] {
  if (event.kind === 'agent-took') return ['agent'];
  const found: Interruption[] = [];
  if (event.kind === 'message' && event.media.length > 0) found.push('media');
  for (const { event: type } of taken) {
    if (type === 'command.agent') found.push('agent');
    else if (type === 'command.stop') found.push('stop');
    else if (type.startsWith('flow.')) found.push('keyword');
  }
  return found;
}
