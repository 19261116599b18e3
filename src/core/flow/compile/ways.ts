import type { Flow } from '../model/flow.ts';
import { onwardOf } from '../model/onward.ts';
import type { Step } from '../model/step.ts';
import type { BotParts } from './bot-parts.ts';
import { changing } from './changing.ts';
import { withoutCalls } from './frames.ts';
import { slotsAtStart, unsetFlowSlots } from './kept-slots.ts';
import { type Passing, passingOf } from './passing-of.ts';
import type { Action, Given, Transition } from './state-config.ts';
import type { StepPlace } from './step-place.ts';
import { calling } from './steps/flow.ts';

export const REST = '#parley.bot.rest';

/** So many steps are passed in one transition, so that a long chain is not copied to each way into it. */
const MOST_PASSED = 16;

/** A step as the ways through it see it. */
export interface Milestone {
  readonly step: Step;
  readonly place: StepPlace;
  /** Where it goes by itself. */
  readonly next: string;
  /** `undefined` where it waits or decides. */
  readonly passing: Passing | undefined;
}

/** What a way has come to; without `step` where that is the rest or the queue. */
interface Stop {
  readonly id: string;
  readonly step?: { readonly flow: Flow; readonly name: string };
}

/**
 * The ways between the steps of all flows.
 *
 * A step that waits for nothing and decides nothing is not entered: what it does is done on the
 * way to the next one, since each state that XState enters and leaves again costs 10 µs.
 */
export class Ways {
  private readonly flows: ReadonlyMap<string, Flow>;
  private readonly entering: ReadonlyMap<string, Action>;
  private readonly milestones = new Map<string, Milestone>();
  private readonly slots = new Map<Flow, StepPlace['slots']>();

  constructor(
    flows: readonly Flow[],
    private readonly bot: BotParts,
  ) {
    this.flows = new Map(flows.map((flow) => [flow.name, flow]));
    this.entering = new Map(flows.map((flow) => [flow.name, enteringFlow(flow, bot)]));
  }

  /** The way to a flow from outside it, after `first` is done. */
  toFlow(name: string, first: readonly Action[] = []): Transition {
    return this.to(undefined, name, first);
  }

  /** A step's surroundings, and what it does in passing. Made once a step. */
  at(flow: Flow, name: string): Milestone {
    const id = `${flow.name}.${name}`;
    const known = this.milestones.get(id);
    if (known !== undefined) return known;

    const step: Step = flow.steps.get(name) ?? { kind: 'end', end: true };
    const next = onwardOf(flow, name) ?? 'end';
    const towards = (target: string, first: readonly Action[] = []): Transition => ({
      ...this.to(flow, target, first),
      reenter: true,
    });
    const onward = (first?: readonly Action[]): Transition => towards(next, first);
    const slots = this.slotsOf(flow);
    const stale = 'stale' in step ? step.stale : undefined;
    const place = { bot: this.bot, id, slots, stale, onward, towards };
    const milestone = { step, place, next, passing: this.passing(step, place) };
    this.milestones.set(id, milestone);
    return milestone;
  }

  /** The surroundings of what bot.yaml does wherever in a flow the customer is. */
  outOf(flow: Flow): StepPlace {
    const towards = (target: string, first: readonly Action[] = []): Transition => ({
      ...this.to(undefined, target, first),
      reenter: true,
    });
    const onward = (first?: readonly Action[]): Transition => towards('end', first);
    return { bot: this.bot, id: 'bot.undelivered', slots: this.slotsOf(flow), onward, towards };
  }

  private slotsOf(flow: Flow): StepPlace['slots'] {
    const known = this.slots.get(flow);
    if (known !== undefined) return known;

    const slots = new Map([...this.bot.slots, ...flow.slots]);
    this.slots.set(flow, slots);
    return slots;
  }

  private to(from: Flow | undefined, target: string, first: readonly Action[]): Transition {
    const actions = [...first];
    let stop = this.find(from, target, actions);
    for (let passed = 0; passed < MOST_PASSED && stop.step !== undefined; passed += 1) {
      const { flow, name } = stop.step;
      const { passing, next } = this.at(flow, name);
      if (passing === undefined) break;

      actions.push(...passing.actions);
      stop = this.after(passing, flow, next, actions);
    }
    return { target: stop.id, actions };
  }

  private after({ exit, into }: Passing, flow: Flow, next: string, actions: Action[]): Stop {
    if (into !== undefined) return stopAt(into, firstOf(into));
    return exit === undefined ? this.find(flow, next, actions) : { id: exit };
  }

  private passing(step: Step, place: StepPlace): Passing | undefined {
    if (step.kind !== 'flow') return passingOf(step, place);

    const into = this.flows.get(step.flow);
    if (into === undefined) throw new Error(`No such flow: ${step.flow}`);
    return { actions: [calling(step, place, into)], into };
  }

  /** Who comes into a flow starts it with nothing in its slots, and nothing waits for its return. */
  private find(from: Flow | undefined, target: string, actions: Action[]): Stop {
    if (target === 'end') return { id: REST };
    if (from?.steps.has(target)) return stopAt(from, target);

    const flow = this.flows.get(target);
    const entering = this.entering.get(target);
    if (flow === undefined || entering === undefined) throw new Error(`No such place: ${target}`);
    actions.push(entering);
    return stopAt(flow, firstOf(flow));
  }
}

function stopAt(flow: Flow, name: string): Stop {
  return { id: `#${flow.name}.${name}`, step: { flow, name } };
}

/** The step that a flow starts with. */
export function firstOf(flow: Flow): string {
  const [first = ''] = flow.steps.keys();
  return first;
}

/** What is put aside stays beneath, but for the calls that are left for good; the menu starts anew. */
function enteringFlow({ name, slots: own }: Flow, bot: BotParts): Action {
  const slots = unsetFlowSlots(bot, own);
  const beneath = name === bot.menu ? () => [] : withoutCalls;
  return changing((given) => ({
    slots: slotsAtStart(bot, given.context.slots, slots),
    ...{ tries: 0, trail: [], late: null },
    ...{ misses: missesOnEntry(given), stack: beneath(given.context.stack) },
  }));
}

/** A ladder's rung that leads to a flow is not yet something understood. */
function missesOnEntry({ context, event }: Given): number {
  return event.type === 'no-match' ? context.misses : 0;
}
