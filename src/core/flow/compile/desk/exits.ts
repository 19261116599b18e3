import type { Say } from '../../model/bubble.ts';
import type { Flow } from '../../model/flow.ts';
import type { StepOfKind } from '../../model/step.ts';
import type { StayingExit } from '../../model/steps/handoff.ts';
import type { Copy } from '../../model/words.ts';
import type { BotParts } from '../bot-parts.ts';
import { builtInCopy } from '../built-in.ts';
import { changing } from '../changing.ts';
import type { Slots } from '../flow-context.ts';
import { QUEUE } from '../handing-off.ts';
import { unsetSlots } from '../kept-slots.ts';
import { saying } from '../replies.ts';
import type { Action, Given, Transition, Transitions } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import { asksTheDesk } from '../steps/handoff.ts';
import type { Ways } from '../ways.ts';
import { backInLine, mayWrite } from './holding.ts';
import { hasLine, inSlots, readsLine, withLine } from './line-words.ts';

const WAITING = '#parley.queue.waiting';

/** What steps that hand over go on with where nobody comes, and what they say once somebody may. */
export interface Exits {
  readonly waited: Transitions;
  readonly noAgent: Transitions;
  readonly words: Transitions;
  /** Their agent went away. */
  readonly gone: Transitions;
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
    words: [
      ...steps.flatMap(({ step, place }) =>
        asksTheDesk(step, place) ? wordsOf(step, place, bot) : [],
      ),
      ...ownWords(bot),
    ],
    gone: steps.flatMap(({ step, place }) => goneOf(step, place)),
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

/** What a step says that hands over, once somebody has looked who is there and where they stand. */
function wordsOf(step: StepOfKind<'handoff'>, place: StepPlace, bot: BotParts): Transitions {
  const say = step.say ?? bot.copy.handoff;
  const own = wordsToWait(say, place);
  if (!readsLine(say, place.slots)) return [{ ...own, guard: isFrom(place) }];
  const known = (given: Given): boolean => isFrom(place)(given) && hasLine(given);
  const plain = wordsToWait(plainWords(bot), place);
  return [
    { ...own, guard: known },
    { ...plain, guard: isFrom(place) },
  ];
}

function wordsToWait(say: Say, place: StepPlace): Transition {
  const speaker = { step: place.id, sender: 'bot', survivesFence: true } as const;
  // What a step says may print its slots, which are put aside by now.
  const words = saying(place.bot, say, speaker).map((action) =>
    inSlots(action, (given) => withLine(slotsBefore(place, given), given)),
  );
  return { target: WAITING, actions: words };
}

/** The bot's own words of a handoff, where they tell of the line: whatever handed over. */
function ownWords(bot: BotParts): Transitions {
  if (!readsLine(bot.copy.handoff, bot.slots)) return [];
  const words = (say: Say): readonly Action[] =>
    saying(bot, say, HANDING_OVER).map((action) =>
      inSlots(action, (given) => withLine(given.context.slots, given)),
    );
  return [
    { target: WAITING, guard: hasLine, actions: words(bot.copy.handoff) },
    { target: WAITING, actions: words(plainWords(bot)) },
  ];
}

const HANDING_OVER = { step: 'bot.handoff', sender: 'bot', survivesFence: true } as const;

/** Words that need to know nothing of the line. */
function plainWords(bot: BotParts): Copy {
  return readsLine(bot.copy.handoff, bot.slots)
    ? builtInCopy(bot.locales, 'handoff')
    : bot.copy.handoff;
}

/** Where the agent went away: words for who waits again, or the way on. */
function goneOf(step: StepOfKind<'handoff'>, place: StepPlace): Transitions {
  const { agent_gone: gone } = step.handoff;
  if (gone === undefined) return [];
  const guard = (given: Given): boolean => isFrom(place)(given) && mayWrite(given);
  if (gone.goto !== undefined) return [{ ...exit({ ...gone, goto: gone.goto }, place), guard }];
  const { actions = [] } = wordsToWait(gone.say ?? [], place);
  return [{ target: QUEUE, guard, actions: [backInLine, ...actions] }];
}

function slotsBefore({ slots }: StepPlace, { context }: Given): Slots {
  const kept = (context.held?.exit?.slots ?? {}) as Slots;
  return { ...unsetSlots(slots), ...context.slots, ...kept };
}

function isFrom({ id }: StepPlace): (given: Given) => boolean {
  return ({ context }) => context.held?.step === id;
}
