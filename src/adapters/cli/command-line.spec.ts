import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Receipt } from '#app/accept-events/arrival.ts';
import { NotYours } from '#app/handoff/handoff-errors.ts';
import { AppError } from '#core/app-error.ts';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import type { CliDeps, UseCases } from './cli-deps.ts';

const CONVERSATION = '01932f6e-7c1a-7bbd-9d2c-0242ac120002';

class StoreIsDown extends AppError {
  override readonly code = 'test.down';
  override readonly kind = 'unavailable';
}

describe('runCommandLine', () => {
  let held: (readonly string[])[];
  let closed: number;
  let migrate: CliDeps['migrate'];
  let cli: FakeCli;

  const notAsked = (): Promise<never> => Promise.reject(new Error('not asked for here'));
  const hold = (what: string, id: string, by: string): Promise<Receipt> => {
    if (held.length > 0) return Promise.reject(new NotYours(id, by));
    held.push([what, id, by]);
    return Promise.resolve({ status: 'accepted', conversationId: id, seq: 7 });
  };
  const useCases: UseCases = {
    takeOver: { execute: (id, by) => hold('take', id, by) },
    giveBack: { execute: (id, by) => hold('return', id, by) },
    blocking: {
      block: (id, { by, reason, hours }) => hold(`block ${reason} ${String(hours)}`, id, by),
      unblock: (id, by) => hold('unblock', id, by),
    },
    publishRelease: { execute: notAsked },
    pauseSending: { execute: notAsked },
    resumeSending: { execute: notAsked },
    listReplies: { execute: notAsked, one: notAsked },
    changeReplies: { execute: notAsked },
    liveRelease: () => undefined,
    people: {
      list: notAsked,
      add: notAsked,
      byEmail: notAsked,
      change: notAsked,
      resetPassword: notAsked,
    },
    reportAiUse: { execute: notAsked },
    list: { execute: notAsked, one: notAsked },
    redrive: { execute: notAsked },
    dismiss: { execute: notAsked },
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
  };

  beforeEach(() => {
    held = [];
    closed = 0;
    migrate = () => Promise.resolve([]);
    cli = new FakeCli({ migrate: () => migrate(), open: () => Promise.resolve(useCases) });
  });

  it('shows every command in its help', async () => {
    expect(await cli.run('--help')).toBe(0);
    expect(cli.said).toMatch(/check[^]*publish[^]*take[^]*return[^]*quarantine[^]*migrate/);
  });

  it('could not do a command that there is not, and says where to look', async () => {
    expect(await cli.run('conquer')).toBe(2);
    expect(cli.complaints).toMatch(/unknown command[^]*parley --help/);
  });

  it('says what it migrated', async () => {
    migrate = () => Promise.resolve(['20261122000000_start']);

    expect(await cli.run('migrate')).toBe(0);
    expect(cli.said).toBe('applied 20261122000000_start\n');
  });

  it('answers as JSON where that is asked for', async () => {
    migrate = () => Promise.resolve(['20261122000000_start']);

    expect(await cli.run('migrate', '--json')).toBe(0);
    expect(cli.json()).toEqual({ applied: ['20261122000000_start'] });
  });

  it('shows a failure as its message, without a stack', async () => {
    migrate = () => Promise.reject(new StoreIsDown('The database is down: start it'));

    expect(await cli.run('migrate')).toBe(2);
    expect(cli.complaints).toBe('The database is down: start it\n');
  });

  it('answers a failure as JSON too', async () => {
    migrate = () => Promise.reject(new StoreIsDown('The database is down: start it'));

    expect(await cli.run('migrate', '--json')).toBe(2);
    expect(cli.json()).toEqual({
      error: { code: 'test.down', message: 'The database is down: start it' },
    });
    expect(cli.complaints).toBe('');
  });

  it('shows the stack of what nobody foresaw', async () => {
    migrate = () => Promise.reject(new TypeError('x is not a function'));

    await cli.run('migrate');

    expect(cli.complaints).toMatch(/TypeError: x is not a function\n +at /);
  });

  it.each(['check', 'publish'])('%s names the folder that it cannot read', async (command) => {
    expect(await cli.run(command, 'elsewhere/')).toBe(2);
    expect(cli.complaints).toBe('elsewhere cannot be read: name the folder of your flows\n');
  });

  it.each(['take', 'return'])('%s does what the desk does, once', async (command) => {
    expect(await cli.run(command, CONVERSATION.toUpperCase())).toBe(0);
    expect(held).toEqual([[command, CONVERSATION, 'ops']]);
    expect(cli.said).toBe('Done: event 7.\n');
    expect(closed).toBe(1);

    expect(await cli.run(command, CONVERSATION)).toBe(0);
    expect(cli.said).toBe('Nothing happened: it is so already.\n');
  });

  it('blocks for so long or for good, and unblocks', async () => {
    const reason = ['--reason', 'threats'];
    expect(await cli.run('block', CONVERSATION, ...reason, '--hours', '24')).toBe(0);
    expect(held).toEqual([['block threats 24', CONVERSATION, 'ops']]);
    held = [];
    expect(await cli.run('unblock', CONVERSATION)).toBe(0);
    expect(held).toEqual([['unblock', CONVERSATION, 'ops']]);
    expect(await cli.run('block', CONVERSATION)).toBe(2);
    expect(await cli.run('block', CONVERSATION, ...reason, '--hours', '0')).toBe(2);
  });

  it('refuses what is no id before it opens anything', async () => {
    expect(await cli.run('take', 'ana')).toBe(2);
    expect(cli.complaints).toContain('"ana" is no conversation\'s id');
    expect(held).toEqual([]);
  });
});
