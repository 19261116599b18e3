import type { BotParts } from '../bot-parts.ts';
import { startingOver } from '../changing.ts';
import type { Given, StateConfig, StateMeta, Transitions } from '../state-config.ts';
import { REST } from '../ways.ts';
import { arming, CLOCKS, disarming } from './timers.ts';

const HERE = '#parley.blocked.here';
const OUT = '#parley.blocked.out';
const SETTING = [disarming(CLOCKS.block), arming(CLOCKS.block, blockMs)];

/** The way there from anywhere else. */
export const BLOCKING: Transitions = [{ target: HERE, actions: SETTING }];
/** From where nobody writes to them anyway. */
export const BLOCKING_OUT: Transitions = [{ target: OUT, actions: SETTING }];

/**
 * Nobody answers, whatever is written: it stands in the log and nowhere else.
 *
 * "Stop" and "start" count all the same, and are not answered either. When it is over, who had not
 * opted out begins anew with the bot, which says nothing of its own accord.
 */
export function blockedState(bot: BotParts): StateConfig {
  const over = (target: string): StateConfig['on'] => ({
    unblocked: [{ target }],
    [CLOCKS.block]: [{ target }],
  });
  return {
    initial: 'here',
    entry: startingOver(bot),
    exit: [disarming(CLOCKS.block)],
    states: {
      here: {
        on: { ...over(REST), blocked: [{ actions: SETTING }], 'command.stop': [{ target: OUT }] },
        meta: heardBy({ optOut: 'command.stop', commands: {} }),
      },
      out: {
        on: {
          ...over('#parley.nobody'),
          blocked: [{ actions: SETTING }],
          'command.start': [{ target: HERE }],
        },
        meta: heardBy({ commands: { start: 'command.start' } }),
      },
    },
  };
}

function blockMs({ event }: Given): number | undefined {
  return event.desk?.kind === 'blocked' ? event.desk.forMs : undefined;
}

function heardBy(
  hears: Pick<NonNullable<StateMeta['listening']>, 'optOut' | 'commands'>,
): StateMeta {
  return { step: 'bot.blocked', listening: { ...hears, keywords: 'no', otherwise: undefined } };
}
