import { describe, expect, it } from '@jest/globals';
import { createMachine } from 'xstate';

import { aRelease } from '../../../test/support/flow/a-release.ts';
import { CALLED, CALLER, HOURS, RETURNS, TRACK } from '../../../test/support/flow/a-shop.ts';
import { ownerFaults } from './one-owner.ts';

const BOTS = { type: 'reply', speaker: { step: 'x', sender: 'bot', survivesFence: false } };
const LASTING = { type: 'reply', speaker: { step: 'x', sender: 'bot', survivesFence: true } };
const HANDOFF = { type: 'handoff' };

function faultsOf(states: object): readonly string[] {
  const config = {
    id: 'parley',
    initial: 'bot',
    states: { bot: {}, queue: {}, agent: {}, nobody: {}, ...states },
  };
  const machine = createMachine(config as unknown as Parameters<typeof createMachine>[0]);
  return ownerFaults(machine).map(({ what }) => what);
}

describe('ownerFaults', () => {
  it('finds nothing in a compiled release', () => {
    const { machine } = aRelease([RETURNS, HOURS, TRACK, CALLER, CALLED]);

    expect(ownerFaults(machine)).toEqual([]);
  });

  it('lets the bot say what outlives the fence', () => {
    const on = { 'agent-took': { actions: [LASTING] } };

    expect(faultsOf({ queue: { on } })).toEqual([]);
  });

  it.each([
    ['a state of nobody', { ghosts: {} }, '"ghosts" is no owner'],
    [
      'two states at once',
      { bot: { type: 'parallel' } },
      'two states at once have the conversation',
    ],
    [
      'the bot speaking to an agent',
      { agent: { on: { hello: { actions: [BOTS] } } } },
      'the bot speaks on hello',
    ],
    ['the bot speaking on entry', { queue: { entry: [BOTS] } }, 'the bot speaks on coming there'],
    [
      'a handoff to nowhere',
      { bot: { on: { help: { actions: [HANDOFF] } } } },
      'help hands over, and comes to no queue',
    ],
    [
      'a queue without a handoff',
      { bot: { on: { help: { target: 'queue' } } } },
      'help comes to the queue without handing over',
    ],
    [
      'a second way back',
      { nobody: { on: { hello: { target: 'bot' } } } },
      'hello brings back who has opted out',
    ],
  ])('finds %s', (_what, states, fault) => {
    expect(faultsOf(states)).toContain(fault);
  });
});
