import type { Exit } from '../model/exit.ts';
import type { Flow } from '../model/flow.ts';
import { changing } from './changing.ts';
import { handoffActions, QUEUE } from './handing-off.ts';
import { saying } from './replies.ts';
import type { StateConfig, Transition, Transitions } from './state-config.ts';
import { speakerAt, type StepPlace } from './step-place.ts';
import type { Ways } from './ways.ts';

/** What a question is told when its own words did not arrive. */
export const UNDELIVERED_HERE = 'undelivered-here';
/** What a flow is told of words that have no way out of their own: bot.yaml has one. */
const UNDELIVERED = 'undelivered';

/** Once, until the customer writes: what is said instead may not arrive either. */
const onlyOnce = changing(() => ({ unreached: true }));

/**
 * The way out for words that did not reach the customer. Nothing is said but what it says itself:
 * the bot's words for a handoff are free text, which would not arrive either.
 */
function leavingUnheard({ say, goto = 'end', handoff }: Exit, place: StepPlace): Transition {
  if (handoff === undefined) {
    return place.towards(goto, [onlyOnce, ...saying(place.bot, say, speakerAt(place))]);
  }
  const actions = handoffActions(place.bot, handoff, place.id, say ?? []);
  return { target: QUEUE, actions: [onlyOnce, ...actions] };
}

/** A question with its own way out, which holds while it is open. */
export function whileOpen(
  config: StateConfig,
  undelivered: Exit | undefined,
  place: StepPlace,
): StateConfig {
  if (undelivered === undefined) return config;
  return {
    ...config,
    on: { ...config.on, [UNDELIVERED_HERE]: [leavingUnheard(undelivered, place)] },
    meta: { ...config.meta, undeliveredHere: true },
  };
}

/** What a flow does about words that did not arrive, wherever in it the customer is. */
export function undeliveredIn(
  flow: Flow,
  exit: Exit | undefined,
  ways: Ways,
): Pick<StateConfig, 'on'> & { readonly told: ReadonlyMap<string, string> } {
  const told = new Map<string, string>();
  const on: Record<string, Transitions> = {};
  for (const [name, step] of flow.steps) {
    const { place } = ways.at(flow, name);
    const own = 'undelivered' in step ? step.undelivered : undefined;
    if (own === undefined) {
      if (exit !== undefined) told.set(place.id, UNDELIVERED);
    } else if (step.kind === 'say') {
      const type = `${UNDELIVERED}.${name}`;
      told.set(place.id, type);
      on[type] = [leavingUnheard(own, place)];
    }
  }
  if (exit !== undefined) on[UNDELIVERED] = [leavingUnheard(exit, ways.outOf(flow))];
  return { told, on };
}
