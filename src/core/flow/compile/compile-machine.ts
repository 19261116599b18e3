import { type AnyStateMachine, createMachine } from 'xstate';

import type { Flow } from '../model/flow.ts';
import type { BotParts } from './bot-parts.ts';
import { comingToRest, forgetting, startingOver } from './changing.ts';
import { compileFlow } from './compile-flow.ts';
import { blockedState, BLOCKING, BLOCKING_OUT } from './desk/blocking.ts';
import { agentState, handedOver, joinedTo, queueState } from './desk/desk-states.ts';
import { exitsOf } from './desk/exits.ts';
import { sendingTemplate } from './desk/template-reply.ts';
import { type FlowContext, NOTHING_ASIDE } from './flow-context.ts';
import { handingOff } from './handing-off.ts';
import { unsetSlots } from './kept-slots.ts';
import { laddering } from './laddering.ts';
import { botCommands, commandsWhileStopping } from './listening-in-flow.ts';
import { saying } from './replies.ts';
import type { Action, Given, StateConfig, Transition, Transitions } from './state-config.ts';
import type { StepPlace } from './step-place.ts';
import { STOP_SPEAKER, stoppingState } from './stopping.ts';
import { unlisted } from './unlisted.ts';
import { REST, Ways } from './ways.ts';

/** More steps in one go than any flow needs; a loop that the checks overlooked ends here. */
const MAX_ITERATIONS = 1_000;

/** One machine for a release: who owns the conversation, and for the bot its flows. */
export function compileMachine(flows: readonly Flow[], bot: BotParts): AnyStateMachine {
  const context: FlowContext = {
    ...{ locale: bot.locales[0], language: null, met: false },
    ...{ misses: 0, tries: 0, slots: {}, unreached: false, ...NOTHING_ASIDE },
  };
  const ways = new Ways(flows, bot);
  const exits = exitsOf(flows, bot, ways);
  const config = {
    ...{ id: 'parley', initial: 'bot', context },
    options: { maxIterations: MAX_ITERATIONS },
    meta: { slots: unsetSlots(bot.slots) },
    states: {
      bot: botState(flows, bot, ways),
      queue: queueState(bot, ways, exits),
      agent: agentState(bot, ways, exits),
      nobody: nobodyState(bot),
      blocked: blockedState(bot),
    },
  };
  return unlisted(createMachine(config as unknown as Parameters<typeof createMachine>[0]));
}

function botState(flows: readonly Flow[], bot: BotParts, ways: Ways): StateConfig {
  const commands = botCommands(bot);
  const starts = flows.map(({ name }) => [`flow.${name}`, [ways.toFlow(name)]] as const);
  const flowStates = flows.map((flow) => [flow.name, compileFlow(flow, bot, ways)] as const);
  return {
    initial: 'rest',
    on: {
      ...(Object.fromEntries(starts) as Record<string, Transitions>),
      ...(bot.menu !== undefined && { 'command.menu': [ways.toFlow(bot.menu)] }),
      'command.cancel': [{ target: REST, actions: cancelled(bot) }],
      'command.agent': [handingOff(bot, { reason: 'asked for a person' }, 'bot.agent')],
      'command.stop': [{ target: '#parley.bot.stopping' }],
      'no-match': laddering(atRest(bot, ways), bot.noMatch, {
        counter: 'misses',
        stay: {},
        question: [],
      }),
      'cannot-read': [{ actions: builtIn(bot, 'cannot_read', 'bot.cannot_read') }],
      'agent-took': [{ target: '#parley.agent' }],
      blocked: BLOCKING,
      'chat-started': [{ target: '#parley.agent', actions: sendingTemplate(bot) }],
      transferred: [handedOver(bot)],
      joined: joinedTo(),
    },
    states: {
      rest: {
        entry: comingToRest(bot),
        on: { 'command.cancel': nothingToCancel(bot) },
        meta: {
          step: 'bot.rest',
          listening: {
            ...{ optOut: 'command.stop', commands, keywords: 'within' },
            otherwise: 'no-match',
          },
        },
      },
      stopping: stoppingState(bot, REST, {
        commands: commandsWhileStopping(bot),
        keywords: 'exactly',
      }),
      ...Object.fromEntries(flowStates),
    },
  };
}

/** Opted out: nothing but `start` is heard, and nobody writes. */
function nobodyState(bot: BotParts): StateConfig {
  return {
    entry: startingOver(bot),
    on: {
      'command.start': [{ target: REST, actions: builtIn(bot, 'started', 'bot.start') }],
      blocked: BLOCKING_OUT,
    },
    meta: {
      step: 'bot.nobody',
      listening: {
        ...{ commands: { start: 'command.start' }, keywords: 'no' as const, otherwise: undefined },
      },
    },
  };
}

function cancelled(bot: BotParts): readonly Action[] {
  return [...forgetting(bot), ...builtIn(bot, 'cancelled', 'bot.cancel')];
}

/** Nothing is under way, but an answer may still be waited for. */
function nothingToCancel(bot: BotParts): Transitions {
  const isWaitedFor = ({ context }: Given): boolean => context.late !== null;
  return [
    { guard: isWaitedFor, actions: cancelled(bot) },
    { actions: builtIn(bot, 'nothing_to_cancel', 'bot.cancel') },
  ];
}

function atRest(bot: BotParts, ways: Ways): StepPlace {
  const towards = (target: string, first: readonly Action[] = []): Transition =>
    target === 'end' ? { target: REST, actions: first } : ways.toFlow(target, first);
  const onward = (): Transition => ({});
  return { bot, id: 'bot.no_match', slots: bot.slots, onward, towards };
}

function builtIn(bot: BotParts, key: keyof BotParts['copy'], step: string): readonly Action[] {
  return saying(bot, bot.copy[key], { ...STOP_SPEAKER, step, sender: 'bot', survivesFence: false });
}
