import { describe, expect, it } from '@jest/globals';

import { compileRelease } from '#core/flow/compile-release.ts';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { A_BOT, aRelease, filesOf } from '../../../test/support/flow/a-release.ts';
import type { UseCases } from './cli-deps.ts';
import { closedProblems } from './closed-to-models.ts';

const HELP = `
flow: help
start: { keywords: [help me] }
slots: { said: { type: text } }
steps:
  think:
    ai: Help.
    save: said
    tools: { connectors: [{ call: orders.find, about: Finds an order, asks: { number: text } }] }
    failed: { say: Sorry., goto: end }
  tell: { say: '{{ said }}', goto: end }
`;

describe('closedProblems', () => {
  it('names the step, the connector and why, and nothing where nobody has named it', () => {
    const bot = `${A_BOT}connectors: { orders.find: { policy: safe } }\n`;
    const compiled = compileRelease(filesOf([HELP], bot));
    if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
    const entry = { url: 'https://x.test/', policy: 'safe', ai: false } as const;

    const file = { connectors: { 'orders.find': entry } };
    const closed = closedProblems(compiled.source, file);
    expect(closed.map(({ message }) => message)).toEqual([
      'help.think may not ask orders.find: it says `ai: false`',
    ]);
    expect(closed).toMatchObject([{ file: 'flow-1.yaml', line: 9, column: 35 }]);
    expect(closedProblems(compiled.source, undefined)).toEqual([]);
  });
});

describe('commands that know what no model may ask', () => {
  const bot = `${A_BOT}connectors: { orders.find: { policy: safe } }\n`;
  const entry = { url: 'https://x.test/', policy: 'safe', ai: false } as const;
  const named = () => Promise.resolve({ connectors: { 'orders.find': entry } });
  const CLOSED = 'flows/flow-1.yaml:9:35 help.think may not ask orders.find: it says `ai: false`';

  it('has `check` say it with its place and its cure, and hold nothing against the flows', async () => {
    const cli = new FakeCli({ named }).has(filesOf([HELP], bot));

    expect([await cli.run('check'), cli.said]).toEqual([0, expect.stringContaining(CLOSED)]);
    expect(cli.said).toMatch(/9 \|.*call: orders\.find[^]*take it out of `tools`/);
    expect([await cli.run('check', '--json'), cli.json()]).toEqual([
      0,
      expect.objectContaining({
        problems: [],
        closed: [expect.objectContaining({ file: 'flow-1.yaml', line: 9 })],
      }),
    ]);
  });

  it('looks for no connectors.yaml where no AI asks anything', async () => {
    const unread = () => Promise.reject(new Error('not asked for here'));
    const cli = new FakeCli({ named: unread }).has(filesOf([]));

    expect([await cli.run('check'), cli.complaints]).toEqual([0, '']);
  });

  it.each([
    ['a folder', ['flows'], 'flows/flow-1.yaml:9'],
    ['the live release', [], 'release 7/flow-1.yaml:9'],
  ])('has `doctor` of %s say it in red', async (_what, args, place) => {
    const nothing = { execute: () => Promise.resolve([]) };
    const doctor = () =>
      Promise.resolve({ examine: nothing, sendTrial: nothing, close: () => Promise.resolve() });
    const live = { id: 7, release: aRelease([HELP], bot) };
    const useCases: Partial<UseCases> = {
      liveRelease: () => live,
      close: () => Promise.resolve(),
    };
    const open = () => Promise.resolve(useCases as UseCases);
    const cli = new FakeCli({ named, doctor, open }).has(filesOf([HELP], bot));

    expect([await cli.run('doctor', ...args), cli.complaints]).toEqual([1, '']);
    expect(cli.said).toContain(
      `✗ help.think may not ask orders.find: it says \`ai: false\` (${place})`,
    );
    expect(cli.said).toContain('[doctor.connector-closed-to-models]');
  });
});
