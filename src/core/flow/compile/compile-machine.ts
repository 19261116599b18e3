import { type AnyStateMachine, createMachine } from 'xstate';

import type { Flow } from '../model/flow.ts';
import type { BotParts } from './bot-parts.ts';
import { comingToRest, forgetting, startingOver } from './changing.ts';
import { compileFlow } from './compile-flow.ts';
import { type FlowContext, NOTHING_ASIDE } from './flow-context.ts';
import { handingOff } from './handing-off.ts';
import { unsetSlots } from './kept-slots.ts';
import { laddering } from './laddering.ts';
import { botCommands, commandsWhileStopping } from './listening-in-flow.ts';
import { replyMaker, saying } from './replies.ts';
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
    ...{ misses: 0, tries: 0, slots: {}, ...NOTHING_ASIDE },
  };
  const ways = new Ways(flows, bot);
  const config = {
    ...{ id: 'parley', initial: 'bot', context },
    options: { maxIterations: MAX_ITERATIONS },
    meta: { slots: unsetSlots(bot.slots) },
    states: {
      bot: botState(flows, bot, ways),
      queue: queueState(bot, ways),
      agent: agentState(bot),
      nobody: nobodyState(bot),
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
      'agent-reply': [agentReply(bot)],
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

/** The bot is silent: the customer's message is for whoever takes the conversation. */
function queueState(bot: BotParts, ways: Ways): StateConfig {
  const back =
    bot.menu === undefined ? { target: REST, actions: returned(bot) } : ways.toFlow(bot.menu);
  const commands = { bot: 'command.bot', menu: 'command.bot' };
  return {
    initial: 'waiting',
    entry: startingOver(bot),
    on: {
      'command.bot': [back],
      'command.stop': [{ target: '#parley.queue.stopping' }],
      'agent-took': [{ target: '#parley.agent' }],
      'agent-reply': [agentReply(bot)],
      'returned-to-bot': [{ target: REST, actions: returned(bot) }],
    },
    states: {
      waiting: {
        meta: {
          step: 'bot.queue',
          listening: {
            ...{ optOut: 'command.stop', commands, keywords: 'no' },
            otherwise: undefined,
          },
        },
      },
      stopping: stoppingState(bot, '#parley.queue.waiting', { commands, keywords: 'no' }),
    },
  };
}

function agentState(bot: BotParts): StateConfig {
  return {
    initial: 'talking',
    entry: startingOver(bot),
    on: {
      'command.stop': [{ target: '#parley.agent.stopping' }],
      'agent-reply': [agentReply(bot)],
      'returned-to-bot': [{ target: REST, actions: returned(bot) }],
    },
    states: {
      talking: {
        meta: {
          step: 'bot.agent',
          listening: {
            ...{ optOut: 'command.stop', commands: {}, keywords: 'no' },
            otherwise: undefined,
          },
        },
      },
      stopping: stoppingState(bot, '#parley.agent.talking', { commands: {}, keywords: 'no' }),
    },
  };
}

/** Opted out: nothing but `start` is heard, and nobody writes. */
function nobodyState(bot: BotParts): StateConfig {
  return {
    entry: startingOver(bot),
    on: { 'command.start': [{ target: REST, actions: builtIn(bot, 'started', 'bot.start') }] },
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

function returned(bot: BotParts): readonly Action[] {
  return builtIn(bot, 'returned', 'bot.returned');
}

function builtIn(bot: BotParts, key: keyof BotParts['copy'], step: string): readonly Action[] {
  return saying(bot, bot.copy[key], { ...STOP_SPEAKER, step, sender: 'bot', survivesFence: false });
}

/** An agent's words go out as they are: no template is read in them. */
function agentReply(bot: BotParts): { readonly actions: readonly Action[] } {
  const speaker = { step: 'bot.agent', sender: 'agent', survivesFence: true } as const;
  const make = replyMaker(bot, { text: '{{ text }}' }, speaker);
  const params = ({ context, event }: Given): unknown =>
    make({ ...context, slots: { text: event.text ?? '' } });
  return { actions: [{ type: 'reply', speaker, params }] };
}
