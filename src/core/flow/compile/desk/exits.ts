import type { Flow } from '../../model/flow.ts';
import type { StepOfKind } from '../../model/step.ts';
import type { StayingExit } from '../../model/steps/handoff.ts';
import type { BotParts } from '../bot-parts.ts';
import { changing } from '../changing.ts';
import { unsetSlots } from '../kept-slots.ts';
import { saying } from '../replies.ts';
import type { Action, Given, Transition, Transitions } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import type { Ways } from '../ways.ts';

/** What steps that hand over go on with where nobody comes, and what they say once somebody may. */
export interface Exits {
  readonly waited: Transitions;
  readonly noAgent: Transitions;
  readonly words: Transitions;
}

/** Of all flows; the step that handed over is remembered, and tells which of them counts. */
export function exitsOf(flows: readonly Flow[], bot: BotParts, ways: Ways): Exits {
  const steps = flows.flatMap((flow) =>
    [...flow.steps].flatMap(([name, step]) =>
      step.kind === 'handoff' ? [{ step, place: ways.at(flow, name).place }] : [],
    ),
  );
  return {
    waited: steps.flatMap(({ step, place }) => {
      const { waited } = step.handoff;
      return waited === undefined ? [] : [{ ...exit(waited, place), guard: isFrom(place) }];
    }),
    noAgent: steps.flatMap(({ step, place }) => {
      const { no_agent: noAgent } = step.handoff;
      if (noAgent === undefined) return [];
      const isAlone = ({ event }: Given): boolean =>
        event.desk?.kind === 'agents-seen' && event.desk.online === 0;
      return [
        {
          ...exit(noAgent, place),
          guard: (given: Given) => isAlone(given) && isFrom(place)(given),
        },
      ];
    }),
    words: steps.flatMap(({ step, place }) =>
      step.handoff.no_agent === undefined ? [] : [wordsOf(step, place, bot)],
    ),
  };
}

/** The flow goes on, with its slots as they were. */
function exit({ say, goto }: StayingExit, place: StepPlace): Transition {
  const said = saying(place.bot, say, speakerAt(place));
  return place.towards(goto, [goingOn(place), ...said]);
}

function goingOn({ slots }: StepPlace): Action {
  const unset = unsetSlots(slots);
  return changing(({ context }) => {
    const { exit: kept } = context.held ?? {};
    if (kept === undefined || kept === null) return { slots: { ...unset, ...context.slots } };
    return {
      slots: { ...unset, ...context.slots, ...(kept.slots as typeof unset) },
      ...{ trail: kept.trail, stack: kept.stack as typeof context.stack },
    };
  });
}

function wordsOf(step: StepOfKind<'handoff'>, place: StepPlace, bot: BotParts): Transition {
  const words = saying(bot, step.say ?? bot.copy.handoff, {
    ...{ step: place.id, sender: 'bot', survivesFence: true },
  });
  // What a step says may print its slots, which are put aside by now.
  const withSlots = words.map((action) => inSlots(action, place));
  return { target: '#parley.queue.waiting', guard: isFrom(place), actions: withSlots };
}

function inSlots(action: Action, { slots }: StepPlace): Action {
  const unset = unsetSlots(slots);
  const { params } = action as { readonly params?: (given: Given) => unknown };
  if (params === undefined) return action;
  return {
    ...action,
    params: ({ context, event }: Given) => {
      const kept = (context.held?.exit?.slots ?? {}) as typeof unset;
      const before = { ...context, slots: { ...unset, ...context.slots, ...kept } };
      return params({ context: before, event });
    },
  };
}

function isFrom({ id }: StepPlace): (given: Given) => boolean {
  return ({ context }) => context.held?.step === id;
}
