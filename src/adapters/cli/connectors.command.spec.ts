import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';

import type { CliDeps } from './cli-deps.ts';
import type { ConnectorDesk } from './connector-desk.ts';
import { connectorsCommand } from './connectors.command.ts';

const DESK: ConnectorDesk = {
  list: () => [
    { name: 'orders.find', method: 'GET', url: 'https://o.test', policy: 'safe', auth: 'bearer' },
  ],
  trial: (name, input, mocked) =>
    Promise.resolve(
      name === 'orders.find'
        ? {
            ...{ request: { input }, outcome: mocked ? 'answered' : 'refused' },
            ...{
              reason: mocked ? undefined : 'HTTP 404',
              value: mocked ? 1 : undefined,
              tookMs: 3,
              way: mocked ? undefined : 'refused',
              received: mocked ? undefined : 'HTTP 404 {"gone":"\u001b[2Jyes"}',
            },
          }
        : undefined,
    ),
  close: () => Promise.resolve(),
};

async function run(...args: string[]): Promise<string> {
  let printed = '';
  const deps = {
    ...{ hasColours: false, connectors: () => Promise.resolve(DESK) },
    write: (text: string) => {
      printed += text;
    },
  };
  const program = new Command().exitOverride();
  connectorsCommand(program, deps as unknown as CliDeps);
  await program.parseAsync(['connectors', ...args], { from: 'user' }).catch((failure: unknown) => {
    printed += `\nended with ${failure instanceof Error ? failure.constructor.name : ''}`;
  });
  return printed;
}

describe('parley connectors', () => {
  it('lists those that are named', async () => {
    expect(await run('list')).toContain('orders.find  GET https://o.test  safe, auth: bearer');
  });

  it('tries one with what it is given, and ends badly where it got no answer', async () => {
    const printed = await run('try', 'orders.find', '--with', 'number=A=1');

    expect(printed).toContain('"number": "A=1"');
    expect(printed).toMatch(/Came to: refused[^]*HTTP 404[^]*ended with NotFine/);
    expect(printed).toMatch(
      /Received: HTTP 404 \{"gone":"\ufffd\[2Jyes"\}\nA step takes: `refused`\n/,
    );
    expect(await run('try', 'orders.find', '--mock')).toContain('Flow gets: 1');
  });

  it.each([
    [['try', 'orders.fnd'], 'NoSuchConnector'],
    [['try', 'orders.find', '--with', 'x'], 'NotAValue'],
  ] as const)('says what is wrong with %j', async (args, failure) => {
    expect(await run(...args)).toContain(failure);
  });
});
