import type { BotParts } from '../bot-parts.ts';
import { startingOver } from '../changing.ts';
import { handoffEffect } from '../handing-off.ts';
import { saying } from '../replies.ts';
import type {
  Action,
  Given,
  StateConfig,
  StateMeta,
  Transition,
  Transitions,
} from '../state-config.ts';
import { STOP_SPEAKER, stoppingState } from '../stopping.ts';
import { REST, type Ways } from '../ways.ts';
import { agentReply } from './agent-reply.ts';
import { BLOCKING } from './blocking.ts';
import { asksBefore, calledBack, callingBackWords, leavingState } from './calling-back.ts';
import { closing } from './closing.ts';
import type { Exits } from './exits.ts';
import {
  answered,
  backInLine,
  escalated,
  joined,
  kept,
  moved,
  offered,
  offerMs,
  taken,
  withdrawn,
  wrote,
} from './holding.ts';
import { armTelling, tellingWays, writingInLine } from './telling.ts';
import { sendingTemplate } from './template-reply.ts';
import { arming, CLOCKS, disarming } from './timers.ts';

/** Somebody may be about to take it: so long their look is waited for. */
const A_LOOK_MS = 30_000;
/** Who says how many agents there are has so long; then the customer waits like others. */
const LOOKING_MS = 10_000;

/**
 * The bot is silent: the customer's message is for whoever takes the conversation.
 *
 * To whom it is offered is remembered, and no state of its own: it may be offered, declined and
 * offered again while the customer is asked whether to stop.
 */
export function queueState(bot: BotParts, ways: Ways, exits: Exits): StateConfig {
  const commands = callingBackWords(bot, 'waiting');
  const back = backToBot(bot, ways);
  const asking = '#parley.queue.leaving';
  const toAgent: Transitions = [{ target: '#parley.agent', actions: [taken] }];
  const asksAgain: Transitions = [{ actions: [withdrawn, disarming(CLOCKS.offer)] }];
  const offering: readonly Action[] = [offered, arming(CLOCKS.offer, offerMs)];
  const writing = [taken, ...sendingTemplate(bot), answered];
  return {
    initial: 'waiting',
    entry: startingOver(bot),
    exit: [disarming(CLOCKS.offer), disarming(CLOCKS.waited)],
    on: {
      'command.bot': calledBack(bot, 'waiting', { back, asking, told: wrote }),
      'command.stop': [{ target: '#parley.queue.stopping' }],
      ...{ 'agent-took': toAgent, claimed: toAgent, 'offer-accepted': toAgent },
      'chat-started': [{ target: '#parley.agent', actions: writing }],
      offered: [{ actions: offering }],
      ...{ 'offer-declined': asksAgain, 'agent-lost': asksAgain },
      [CLOCKS.offer]: [{ actions: [withdrawn] }],
      [CLOCKS.waited]: [
        { guard: isOffered, actions: [arming(CLOCKS.waited, () => A_LOOK_MS)] },
        ...exits.waited,
      ],
      transferred: [{ actions: [disarming(CLOCKS.offer), moved, ...offering] }],
      escalated: [{ actions: [escalated, moved] }],
      'customer-wrote': [{ actions: [wrote] }],
      blocked: BLOCKING,
      ...handingBack(bot, ways),
    },
    states: {
      waiting: {
        ...telling(bot),
        meta: heardBy('bot.queue', commands),
      },
      ...(asksBefore(bot, 'waiting') && {
        leaving: leavingState(bot, { stays: '#parley.queue.waiting', back, wrote }),
      }),
      asking: {
        entry: [arming(CLOCKS.looking, () => LOOKING_MS)],
        exit: [disarming(CLOCKS.looking)],
        on: {
          'agents-seen': [...exits.noAgent, ...exits.words, TO_WAITING],
          [CLOCKS.looking]: [...exits.words, TO_WAITING],
          transferred: [{ target: TO_WAITING.target, actions: [moved, ...offering] }],
        },
        meta: heardBy('bot.queue', commands),
      },
      stopping: stoppingState(bot, '#parley.queue.waiting', { commands, keywords: 'no' }),
    },
  };
}

/** Who waits is told where they stand, where their queue says so. */
function telling(bot: BotParts): Pick<StateConfig, 'entry' | 'exit' | 'on'> {
  const { desk } = bot;
  if (desk.telling.size === 0 && desk.reassureMs === undefined) return {};
  return {
    entry: [armTelling(bot)],
    exit: [disarming(CLOCKS.telling)],
    on: { [CLOCKS.telling]: tellingWays(bot), 'customer-wrote': writingInLine(bot) },
  };
}

const TO_WAITING = { target: '#parley.queue.waiting' } as const;

export function agentState(bot: BotParts, ways: Ways, exits: Exits): StateConfig {
  const { idle, wrapUpMs } = bot.desk;
  const commands = callingBackWords(bot, 'held');
  const back = backToBot(bot, ways);
  const asking = '#parley.agent.leaving';
  const patience = arming(CLOCKS.idle, () => idle?.after);
  const ends = idle?.then === 'menu' ? [backToBot(bot, ways)] : closing(bot, ways);
  const backToQueue = (actions: readonly Action[]): Transitions => [
    { target: '#parley.queue', actions },
  ];
  const writing = [...sendingTemplate(bot), answered];
  const writes: Transitions = [{ actions: [...writing, patience] }];
  const writesOn: Transitions = [{ target: '#parley.agent.talking', actions: writing }];
  return {
    initial: 'talking',
    entry: startingOver(bot),
    // Also where it was set while the customer was asked whether to stop.
    exit: [disarming(CLOCKS.idle)],
    on: {
      'command.bot': calledBack(bot, 'held', { back, asking, told: wrote }),
      'command.stop': [{ target: '#parley.agent.stopping' }],
      'agent-took': [{ target: '#parley.agent.talking', actions: [taken], reenter: true }],
      'agent-reply': [{ actions: [agentReply(bot), answered, patience] }],
      ...{ 'agent-template': writes, 'chat-started': writes },
      'agent-lost': [...exits.gone, ...backToQueue([backInLine])],
      transferred: backToQueue([moved, offered, arming(CLOCKS.offer, offerMs)]),
      escalated: [{ actions: [escalated, moved] }],
      'customer-wrote': [{ actions: [wrote, patience] }],
      blocked: BLOCKING,
      ...handingBack(bot, ways),
    },
    states: {
      talking: {
        entry: [patience],
        exit: [disarming(CLOCKS.idle)],
        on: {
          [CLOCKS.idle]: ends,
          kept: [{ actions: [kept, patience] }],
          'wrapping-up': [{ target: '#parley.agent.wrapping' }],
        },
        meta: heardBy('bot.agent', commands),
      },
      ...(asksBefore(bot, 'held') && { leaving: leavingAgent(bot, back, { patience, ends }) }),
      wrapping: {
        entry: [arming(CLOCKS.wrapUp, () => wrapUpMs)],
        exit: [disarming(CLOCKS.wrapUp)],
        on: {
          [CLOCKS.wrapUp]: closing(bot, ways),
          // It was not over after all.
          'customer-wrote': [{ target: '#parley.agent.talking', actions: [wrote] }],
          'agent-reply': [
            { target: '#parley.agent.talking', actions: [agentReply(bot), answered] },
          ],
          ...{ 'agent-template': writesOn, 'chat-started': writesOn },
        },
        meta: heardBy('bot.agent', commands),
      },
      stopping: stoppingState(bot, '#parley.agent.talking', { commands, keywords: 'no' }),
    },
  };
}

/** Asked of who has an agent; the agent's own words settle it, and so does the end of patience. */
function leavingAgent(
  bot: BotParts,
  back: Transition,
  { patience, ends }: { readonly patience: Action; readonly ends: Transitions },
): StateConfig {
  const stays = '#parley.agent.talking';
  const { entry = [], on, meta } = leavingState(bot, { stays, back, wrote });
  return {
    entry: [...entry, patience],
    exit: [disarming(CLOCKS.idle)],
    on: {
      ...on,
      [CLOCKS.idle]: ends,
      'wrapping-up': [{ target: '#parley.agent.wrapping' }],
      'agent-reply': [{ target: stays, actions: [agentReply(bot), answered] }],
      'agent-template': [{ target: stays, actions: [...sendingTemplate(bot), answered] }],
    },
    ...(meta !== undefined && { meta }),
  };
}

/** Whoever has it: handed over by a system, or by a person who looks at it. */
export function handedOver(bot: BotParts): Transition {
  const make = ({ event }: Given): unknown => {
    const desk = event.desk;
    if (desk?.kind !== 'transferred') return undefined;
    const { queue = bot.queues[0], reason = '', priority = 'normal' } = desk;
    return { kind: 'handoff', queue, reason, priority, step: 'desk' };
  };
  const { effect, beginning } = handoffEffect(make);
  const offering = [offered, arming(CLOCKS.offer, offerMs)];
  return { target: '#parley.queue', actions: [effect, beginning, ...offering] };
}

/** Whose other conversation was before people: this one goes there, at the old place. */
export function joinedTo(): Transitions {
  const make = ({ event }: Given): unknown => {
    const desk = event.desk;
    if (desk?.kind !== 'joined') return undefined;
    const { queue, reason, priority, skills } = desk;
    return { kind: 'handoff', queue, reason, priority, skills, step: 'desk' };
  };
  const { effect, beginning } = handoffEffect(make);
  const waits = { target: '#parley.queue', actions: [effect, beginning, joined] };
  const hasAgent = ({ event }: Given): boolean =>
    event.desk?.kind === 'joined' && event.desk.agent !== undefined;
  return [{ target: '#parley.agent', guard: hasAgent, actions: [beginning, joined, taken] }, waits];
}

function handingBack(bot: BotParts, ways: Ways): Readonly<Record<string, Transitions>> {
  return {
    joined: [{ actions: [joined] }],
    closed: closing(bot, ways),
    'returned-to-bot': [{ target: REST, actions: returned(bot) }],
    'returned-to-menu': [backToBot(bot, ways)],
    // What it goes on with says what there is to say.
    'returned-quietly': [{ target: REST }],
  };
}

/** The menu, or where there is none the word that the bot is back. */
function backToBot(bot: BotParts, ways: Ways): Transition {
  return bot.menu === undefined ? { target: REST, actions: returned(bot) } : ways.toFlow(bot.menu);
}

function returned(bot: BotParts): readonly Action[] {
  const speaker = {
    ...STOP_SPEAKER,
    step: 'bot.returned',
    sender: 'bot',
    survivesFence: false,
  } as const;
  return saying(bot, bot.copy.returned, speaker);
}

function isOffered({ context }: Given): boolean {
  return (context.held?.offeredTo ?? null) !== null;
}

function heardBy(step: string, commands: Readonly<Record<string, string>>): StateMeta {
  return {
    step,
    listening: { optOut: 'command.stop', commands, keywords: 'no', otherwise: undefined },
  };
}
