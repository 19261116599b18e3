import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Newcomer } from '#app/people/manage-people.ts';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import type { UseCases } from './cli-deps.ts';

describe('parley people', () => {
  let added: { newcomer: Newcomer; by: string }[];
  let cli: FakeCli;

  beforeEach(() => {
    added = [];
    const people: Partial<UseCases['people']> = {
      add: (newcomer, by) => {
        added.push({ newcomer, by });
        return Promise.resolve({ id: 'p1', email: newcomer.email, oneTimePassword: 'once-only' });
      },
      list: () => Promise.resolve([]),
    };
    const useCases = { people, close: () => Promise.resolve() } as unknown as UseCases;
    cli = new FakeCli({ open: () => Promise.resolve(useCases) });
  });

  it('lets somebody in and shows the password once', async () => {
    const args = ['--email', 'ana@shop.example', '--role', 'agent', '--role', 'lead'];

    expect(await cli.run('people', 'add', ...args, '--queue', 'care')).toBe(0);

    expect(cli.said).toContain('once-only');
    expect(added).toEqual([
      {
        newcomer: {
          ...{ email: 'ana@shop.example', name: 'ana@shop.example' },
          ...{ roles: ['agent', 'lead'], queues: ['care'] },
        },
        by: 'ops',
      },
    ]);
  });

  it('lets agents see every queue unless told which', async () => {
    await cli.run('people', 'add', '--email', 'a@b.example', '--role', 'agent', '--json');

    expect(added[0]?.newcomer.queues).toEqual(['*']);
    expect(cli.json()).toEqual({ id: 'p1', email: 'a@b.example', one_time_password: 'once-only' });
  });

  it('refuses a role that there is not, and says which there are', async () => {
    expect(await cli.run('people', 'add', '--email', 'a@b.example', '--role', 'boss')).toBe(2);

    expect(cli.complaints).toMatch(/agent, lead, designer, admin, auditor/);
    expect(added).toEqual([]);
  });

  it('says what to do where there is nobody', async () => {
    await cli.run('people', 'list');

    expect(cli.said).toContain('parley people add');
  });
});
