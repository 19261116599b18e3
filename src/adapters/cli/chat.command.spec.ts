import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { filesOf } from '../../../test/support/flow/a-release.ts';

const FLOW = `
flow: order
start: { keywords: { en: [order], es: [pedido] } }
slots: { no: { type: text, pattern: '^[0-9]{3}$' }, sort: { type: choice, options: [big, small] } }
steps:
  sort: { choose: sort, say: What sort?, options: [{ id: big, title: Big }, { id: small, title: Small }] }
  ask:
    ask: no
    say: { en: 'What number?', es: '¿Qué número?' }
    silence: { after: 30m, say: Hello?, then: { after: 2h, goto: end } }
  done:
    say: 'Thanks for {{ sort }} {{ no }}.'
    write: { attributes: { number: '{{ no }}' } }
    goto: end
`;

describe('parley chat', () => {
  let cli: FakeCli;
  beforeEach(() => {
    cli = new FakeCli().has(filesOf([FLOW]));
  });
  const chat = async (...lines: readonly string[]): Promise<string> => {
    cli.typed.push(...lines);
    expect(await cli.run('chat')).toBe(0);
    return cli.said;
  };

  it('talks, numbers what can be tapped and shows what is written', async () => {
    expect(await chat('order', '2', '123', ':quit', 'order')).toBe(
      [
        ...['bot:      What sort?', '          1 Big', '          2 Small'],
        ...['bot:      What number?', 'bot:      Thanks for small 123.'],
        ...['profile:  {"number":"123"}', ''],
      ].join('\n'),
    );
  });

  it('shows the state, slots and timers, lets time pass and goes back', async () => {
    const said = await chat(
      ...['order', 'big', ':slots', ':timers', ':skip 1h', ':timers', ':back', ':timers', ':state'],
    );

    expect(said).toMatch(/sort: "big"\nin 30 min: order\.ask\.open\nbot: +Hello\?\nin 1\.5 h/);
    expect(said).toMatch(
      /Back at order\.ask\.\nin 30 min[^]*at order\.ask, answered by: bot, in en/,
    );
  });

  it('plays the agent, and gives over', async () => {
    const said = await chat(
      'agent',
      ':take',
      ':agent Hi',
      ':return',
      ':media',
      ':restart',
      ':back',
    );

    expect(said).toMatch(
      /handoff: +to care[^]*now answering: agent[^]*agent: +Hi[^]*now answering: bot/,
    );
    expect(said).toContain('This is the beginning.');
  });

  it('speaks the language that it is told', async () => {
    cli.typed.push('pedido', '1');

    await cli.run('chat', '--locale', 'es');

    expect(cli.said).toContain('¿Qué número?');
  });

  it('helps with what it does not know', async () => {
    expect(await chat(':skip soon', ':dance', ':call 3')).toMatch(
      /"soon" is no time[^]*There is no :dance[^]*No call is waited for/,
    );
  });

  it('answers a line of JSON a turn', async () => {
    cli.typed.push('order', ':skip 1m');

    await cli.run('chat', '--json');

    const turns = cli.said
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(turns).toMatchObject([[{ kind: 'bubble', bubble: { buttons: ['Big', 'Small'] } }], []]);
  });

  it('shows the problems of flows that cannot be read', async () => {
    cli.has([{ path: 'x.yaml', text: 'flow: x' }]);

    expect(await cli.run('chat')).toBe(1);
    expect(cli.said).toContain('flow.no-steps');
  });
});
