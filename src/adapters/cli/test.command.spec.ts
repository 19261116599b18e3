import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { A_BOT, filesOf } from '../../../test/support/flow/a-release.ts';

const FLOW = 'flow: f\nstart: { keywords: [go] }\nsteps: { a: { say: Gone., goto: end } }\n';
const GOOD = 'chat: going\nsteps: [{ customer: go }, { bot: Gone. }]\n';
const BAD = 'chat: staying\nsteps:\n  - customer: go\n  - bot: Stay\n';

describe('parley test', () => {
  let cli: FakeCli;
  beforeEach(() => {
    cli = new FakeCli().has(filesOf([FLOW]));
  });
  const has = (path: string, text: string): FakeCli => cli.has([{ path, text }]);

  it('tries the chats beside the flows and shows what they leave out', async () => {
    has('f.chat.yaml', GOOD);

    expect(await cli.run('test')).toBe(0);
    expect(cli.said).toMatch(/^✓ flows\/f\.chat\.yaml 1 chat\n/);
    expect(cli.said).toMatch(/^f +1\/1 +– +– +1\/2 /m);
    expect(cli.said).toContain('flows/menu.yaml:4 step pick');
    expect(cli.said).toMatch(/1 chat, all well \(0 ms\)\n$/);
  });

  it('shows a failure with its line, the reason and the chat so far, and ends with 1', async () => {
    has('f.chat.yaml', BAD);

    expect(await cli.run('test')).toBe(1);
    expect(cli.said).toContain('flows/f.chat.yaml:4:10 The bot said "Gone."');
    expect(cli.said).toMatch(/The chat so far:\n +customer: +go\n +bot: +Gone\.\n/);
  });

  it('lets connectors answer what their mock says, where the chat says nothing of them', async () => {
    const calls =
      'flow: c\nstart: { keywords: [call] }\nslots: { v: { type: text } }\nsteps:\n  a: { call: orders.find, save: v, failed: { say: Broke., goto: end } }\n  b: { say: "It is {{ v }}.", goto: end }\n';
    const url = 'https://orders.example.com';
    const named = { connectors: { 'orders.find': { url, mock: 'shipped' } } };
    cli = new FakeCli({ named: () => Promise.resolve(named) });
    cli.has(filesOf([FLOW, calls], `${A_BOT}connectors: { orders.find: { policy: safe } }\n`));
    const chat = 'chat: mocked\nsteps: [{ customer: call }, { bot: It is shipped. }]\n';
    const told =
      'chat: told\nsteps: [{ customer: call }, { call: { orders.find: late } }, { bot: It is late. }]\n';
    cli.has([{ path: 'c.chat.yaml', text: chat }]).has([{ path: 'd.chat.yaml', text: told }]);

    expect([await cli.run('test'), cli.said]).toEqual([
      0,
      expect.stringContaining('2 chats, all well'),
    ]);
  });

  it('answers as JSON', async () => {
    has('f.chat.yaml', BAD);

    expect(await cli.run('test', '--json')).toBe(1);
    expect(cli.json()).toMatchObject({
      chats: [{ title: 'staying', failure: { problem: { code: 'chat.wrong-bubble', line: 4 } } }],
      coverage: { whole: { steps: { touched: 1, all: 2 } } },
    });
  });

  it.each([
    ['a file', ['flows/f.chat.yaml']],
    ['a part of a title', ['--only', 'going']],
  ])('tries only what %s names', async (_what, args) => {
    has('f.chat.yaml', GOOD);
    has('g.chat.yaml', BAD);

    expect(await cli.run('test', ...args)).toBe(0);
  });

  it.each([
    [['--runs', '3'], '--runs <n>'],
    [['--price', '1/2', '--record'], '--price <in/out>'],
    [['--model', 'm', '--json'], '--model <name>'],
  ])('refuses %j without --live, which would change nothing', async (args, option) => {
    has('f.chat.yaml', GOOD);

    expect([await cli.run('test', ...args), cli.said]).toEqual([2, '']);
    expect(cli.complaints).toContain(
      `error: option '${option}' is for live runs: add --live, or leave it out`,
    );
  });

  it('records nothing over a cassette that cannot be read, and says where it cannot', async () => {
    has('f.chat.yaml', GOOD).has([{ path: 'f.cassette.yaml', text: 'answers:\n<<<<<<< HEAD\n' }]);

    expect(await cli.run('test', '--record')).toBe(1);
    expect(cli.said).toMatch(/^flows\/f\.cassette\.yaml:\d+:\d+ [^]*chat\.unreadable-cassette/);
    expect(cli.files.get('flows/f.cassette.yaml')).toContain('<<<<<<< HEAD');
  });

  it('says what is wrong with chats and flows that cannot be read', async () => {
    has('f.chat.yaml', 'chat: x\nsteps: [{ robot: Hi }]');
    has('g.yaml', 'flow: g');

    expect(await cli.run('test')).toBe(1);
    expect(cli.said).toMatch(/flow\.no-steps[^]*chat\.unknown-step[^]*2 problems/);
  });

  it('tells who has no chats yet how to begin', async () => {
    expect(await cli.run('test')).toBe(0);
    expect(cli.said).toContain('no chats in flows yet');
  });

  it('writes chats for what is not tried, once, into a file of its own', async () => {
    has('f.chat.yaml', GOOD);

    expect(await cli.run('test', '--suggest')).toBe(0);
    expect(cli.said).toMatch(/Wrote \d+ chats to flows\/suggested\.chat\.yaml/);
    expect(cli.files.get('flows/suggested.chat.yaml')).toMatch(
      /^# Chats that nobody wrote[^]*chats:\n {2}- chat: /,
    );

    expect(await cli.run('test', '--suggest')).toBe(0);
    expect(cli.said).toContain('Nothing is left to suggest.');
    expect(cli.files.has('flows/suggested-2.chat.yaml')).toBe(false);
  });

  it('says which mistakes the chats would not notice', async () => {
    has(
      'f.yaml',
      FLOW.replace(
        '{ say: Gone., goto: end }',
        '{ say: [Gone., Bye.], write: { event: Went }, goto: end }',
      ),
    );
    has('f.chat.yaml', 'chat: going\nsteps: [{ customer: go }, { bot: … }, { event: Went }]\n');
    cli.files.delete('flows/flow-1.yaml');

    expect(await cli.run('test', '--mutate')).toBe(0);
    expect(cli.said).toMatch(/The chats notice 1 of \d+ mistakes/);
    expect(cli.said).toMatch(/flows\/f\.yaml:3 f\.a swaps bubbles 1 and 2\n/);
    expect(cli.said).toContain('menu.pick drops the option a (no chat comes by)');
  });

  it('neither suggests nor makes mistakes while chats fail', async () => {
    has('f.chat.yaml', BAD);

    expect(await cli.run('test', '--suggest', '--mutate', '--json')).toBe(1);
    expect(cli.files.has('flows/suggested.chat.yaml')).toBe(false);
    expect(cli.json()).not.toHaveProperty('mutation');
  });
});
