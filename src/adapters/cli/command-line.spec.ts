import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Arrival } from '#app/accept-events/arrival.ts';
import { AppError } from '#core/app-error.ts';

import type { CliDeps, UseCases } from './cli-deps.ts';
import { runCommandLine } from './command-line.ts';

const CONVERSATION = '01932f6e-7c1a-7bbd-9d2c-0242ac120002';

class StoreIsDown extends AppError {
  override readonly code = 'test.down';
  override readonly kind = 'unavailable';
}

describe('runCommandLine', () => {
  let said: string[];
  let complaints: string[];
  let arrivals: Arrival[];
  let closed: number;
  let migrate: CliDeps['migrate'];

  const notAsked = (): Promise<never> => Promise.reject(new Error('not asked for here'));
  const useCases: UseCases = {
    acceptEvents: {
      execute: (given) => {
        arrivals.push(...given);
        return Promise.resolve([]);
      },
    },
    publishRelease: { execute: notAsked },
    list: { execute: notAsked, one: notAsked },
    redrive: { execute: notAsked },
    dismiss: { execute: notAsked },
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
  };

  const run = (...args: string[]): Promise<number> => {
    const deps: CliDeps = {
      write: (text) => said.push(text),
      operator: 'ops',
      newId: () => 'a-new-id',
      now: () => new Date(0),
      flowsFolder: () => 'flows',
      readFlows: (folder) => Promise.reject(new Error(`ENOENT ${folder}`)),
      migrate: () => migrate(),
      open: () => Promise.resolve(useCases),
    };
    return runCommandLine({ args, deps, complain: (text) => complaints.push(text) });
  };

  beforeEach(() => {
    said = [];
    complaints = [];
    arrivals = [];
    closed = 0;
    migrate = () => Promise.resolve([]);
  });

  it('shows every command in its help', async () => {
    expect(await run('--help')).toBe(0);
    expect(said.join('')).toMatch(/check[^]*publish[^]*take[^]*return[^]*quarantine[^]*migrate/);
  });

  it('fails for a command that there is not, and says where to look', async () => {
    expect(await run('conquer')).toBe(1);
    expect(complaints.join('\n')).toMatch(/unknown command[^]*parley --help/);
  });

  it('says what it migrated', async () => {
    migrate = () => Promise.resolve(['20261122000000_start']);

    expect(await run('migrate')).toBe(0);
    expect(said).toEqual(['applied 20261122000000_start\n']);
  });

  it('shows a failure as its message, without a stack', async () => {
    migrate = () => Promise.reject(new StoreIsDown('The database is down: start it'));

    expect(await run('migrate')).toBe(1);
    expect(complaints).toEqual(['The database is down: start it']);
  });

  it('shows the stack of what nobody foresaw', async () => {
    migrate = () => Promise.reject(new TypeError('x is not a function'));

    await run('migrate');

    expect(complaints.join()).toMatch(/TypeError: x is not a function\n +at /);
  });

  it.each(['check', 'publish'])('%s names the folder that it cannot read', async (command) => {
    expect(await run(command, 'elsewhere/')).toBe(1);
    expect(complaints).toEqual(['elsewhere cannot be read: name the folder of your flows']);
  });

  it.each([
    ['take', { kind: 'agent-took', agent: 'ops' }],
    ['return', { kind: 'returned-to-bot', by: 'ops' }],
  ])('%s enters as an event through the one door', async (command, event) => {
    expect(await run(command, CONVERSATION.toUpperCase())).toBe(0);
    expect(arrivals).toEqual([
      { arrivalId: 'a-new-id', to: { conversationId: CONVERSATION }, event, flags: [] },
    ]);
    expect(closed).toBe(1);
  });

  it('refuses what is no id before it opens anything', async () => {
    expect(await run('take', 'ana')).toBe(1);
    expect(complaints.join()).toContain('"ana" is no conversation\'s id');
    expect(arrivals).toEqual([]);
  });
});
