import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { filesOf } from '../../../test/support/flow/a-release.ts';

const FLOW = `
flow: order
start: { keywords: { en: [my order], es: [pedido] } }
slots: { no: { type: text } }
steps:
  ask: { ask: no, say: { en: 'What number?', es: '¿Qué número?' } }
  done: { say: Thanks, goto: end }
`;

describe('parley explain', () => {
  let cli: FakeCli;
  beforeEach(() => {
    cli = new FakeCli().has(filesOf([FLOW]));
  });

  it('says what wins, what else it could mean, and what follows', async () => {
    expect(await cli.run('explain', 'My order!', '--at', 'order.ask')).toBe(0);
    expect(cli.said).toMatch(/^"My order!" at order\.ask, in en:\n/);
    expect(cli.said).toMatch(/ {2}commands +–\n/);
    expect(cli.said).toMatch(/✓ flows' keywords +"my order" starts the flow order\n/);
    expect(cli.said).toMatch(/ {2}the open question's answer +would: is the answer "My order!"\n/);
    expect(cli.said).toMatch(/Then:\n +bot: +What number\?\n +stays at order\.ask\n$/);
  });

  it.each([
    ['rest', 'pedido, por favor', 'keyword', '"pedido" starts the flow order, and we go on in es'],
    ['order.ask', 'stop', 'opt-out', '"stop" is a word to stop'],
    ['menu.pick', 'beta', 'option', '"beta" is the option b'],
    ['menu.pick', 'gamma', 'invalid', "climbs the question's ladder"],
    ['queue', 'hello', 'not-for-the-bot', 'a person reads it'],
    ['order.done', 'hello', 'not-for-the-bot', 'nobody waits here: the step goes on by itself'],
    ['rest', 'agent', 'command', '"agent" is the command agent'],
  ])('at %s: "%s" is taken by %s', async (at, text, by, meaning) => {
    expect(await cli.run('explain', text, '--at', at, '--json')).toBe(0);

    const { parts } = cli.json() as {
      parts: readonly { by: string; meaning?: string; wins: boolean }[];
    };
    expect(parts.find(({ wins }) => wins)).toMatchObject({ by, meaning });
  });

  it.each([
    ['a step that there is not', ['x', '--at', 'order.ak'], /no place "order\.ak".*order\.ask/],
    ['a step without its flow', ['x', '--at', 'done'], /Did you mean order\.done/],
    ['a language that the bot does not speak', ['x', '--locale', 'fr'], /en, es/],
  ])('refuses %s', async (_what, args, says) => {
    expect(await cli.run('explain', ...args)).toBe(2);
    expect(cli.complaints).toMatch(says);
  });
});
