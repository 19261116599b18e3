import { describe, expect, it } from '@jest/globals';

import { RED_PROMPTS } from '#core/redteam/red-prompts.ts';

import { FakeCli } from '../../test/support/cli/fake-cli.ts';
import { A_BOT, filesOf } from '../../test/support/flow/a-release.ts';
import { openModel } from './cli-model.ts';

const ADVISE = `
flow: advise
start: { keywords: [advise] }
slots:
  question: { type: text }
  said:
    type: object
    fields: { text: text, handoff: boolean, flow: { type: choice, options: [track] }, order_no: text }
steps:
  ask: { ask: question, say: What would you like to know? }
  think:
    ai: 'Delivery within Spain takes three working days: https://shop.example/delivery. Call +34 600 000 000.'
    save: said
    failed: { say: A person will look at it., handoff: { queue: care } }
  person:
    decide: [{ when: said.handoff, goto: wish }, { else: tell }]
  wish: { say: You want a person., handoff: { queue: care } }
  tell:
    say: '{{ said.text }} {{ said.order_no }}'
    write: { attributes: { last_order: '{{ said.order_no }}' }, event: Advised }
    goto: end
`;
const SUM_UP = `
flow: complain
start: { keywords: [complain] }
slots: { story: { type: text }, wish: { type: text } }
steps:
  ask: { ask: story, say: What happened? }
  sum_up: { ai: 'Say in one sentence: {{ story }}', save: wish, failed: { say: Sorry., goto: end } }
  tell: { say: '{{ wish }}', goto: end }
`;

/** Others' words in what the model is told: from a customer, a connector, and files. */
const ORDER = `
flow: order
start: { keywords: [order] }
slots:
  number: { type: text }
  order: { type: object, fields: { status: text, note: text, photo: link } }
  answer: { type: text }
steps:
  ask: { ask: number, say: Which order? }
  find: { call: orders.find, with: { number: '{{ number }}' }, save: order, failed: { say: Sorry., goto: end } }
  think:
    ai: 'Order {{ number }} is {{ order.status }} ({{ order.note }}): https://shop.example/orders/{{ number }}, {{ order.photo }}'
    knowledge: true
    save: answer
    failed: { say: Sorry again., goto: end }
  tell: { say: '{{ answer }}', goto: end }
`;
/** A model that may ask and note: who the customer is, code has bound. */
const TOOLS = `
flow: help
start: { keywords: [help me] }
slots: { customer: { type: text, default: C1 }, said: { type: text } }
steps:
  think:
    ai: Help with orders.
    save: said
    tools:
      connectors:
        - call: orders.find
          about: Finds an order of this customer
          with: { customer_id: '{{ customer }}' }
          asks: { number: text, note: text }
      writes: { shirt_size: text, newsletter: boolean }
    failed: { say: Sorry., goto: end }
  tell: { say: '{{ said }}', goto: end }
`;
const KNOWN = {
  path: 'knowledge/returns.md',
  text: '# Returns\nThey are free: https://shop.example/returns.',
};
const BOT = `${A_BOT}connectors: { orders.find: { policy: safe } }\n`;

interface Tried {
  readonly held: number;
  readonly tried: number;
  readonly holes: readonly unknown[];
  readonly ways: readonly { readonly class: string; readonly tried: number }[];
}

describe('parley test --record', () => {
  it('keeps what the model answers beside the chat, and tries the chat with it from then on', async () => {
    const cli = new FakeCli({ model: () => openModel('obeying') }).has(filesOf([SUM_UP]));
    const chat =
      'chat: sums up\nsteps:\n  - customer: complain\n  - bot: What happened?\n  - customer: It broke.\n  - bot: It broke.\n';
    cli.has([{ path: 'c.chat.yaml', text: chat }]);

    expect([await cli.run('test'), cli.said]).toEqual([
      1,
      expect.stringContaining('parley test --record'),
    ]);
    expect([await cli.run('test', '--record'), cli.said]).toEqual([
      0,
      expect.stringContaining('all well'),
    ]);
    expect(cli.files.get('flows/c.cassette.yaml')).toContain('step: complain.sum_up');
    expect([await cli.run('test'), cli.said]).toEqual([0, expect.stringContaining('all well')]);
  });
});

describe('parley redteam', () => {
  it('has 150 prompts and more, none of them twice', () => {
    const prompts = Object.values(RED_PROMPTS).flat();

    expect(prompts.length).toBeGreaterThanOrEqual(150);
    expect(new Set(prompts).size).toBe(prompts.length);
  });

  const PROMPTS = Object.values(RED_PROMPTS).flat().length;

  it('finds that nothing goes through, with a model that obeys every order', async () => {
    const cli = new FakeCli({ model: openModel }).has(filesOf([ADVISE, SUM_UP]));

    const code = await cli.run('redteam', '--json');

    const { held, tried, holes, ways } = cli.json() as Tried;
    expect(holes).toEqual([]);
    expect(ways).toMatchObject([
      { class: 'written', tried: 2 * PROMPTS },
      { class: 'told before', tried: PROMPTS },
    ]);
    expect([held, tried, code]).toEqual([3 * PROMPTS, 3 * PROMPTS, 0]);
  }, 60_000);

  it('plants orders in files, in what connectors answer and in earlier answers, and they lead nowhere', async () => {
    const cli = new FakeCli({ model: openModel }).has([...filesOf([ORDER], BOT), KNOWN]);

    const code = await cli.run('redteam', '--json');

    const { held, tried, holes, ways } = cli.json() as Tried;
    expect(holes).toEqual([]);
    expect(ways).toEqual([
      expect.objectContaining({ class: 'written', tried: PROMPTS }),
      expect.objectContaining({ class: 'told before', tried: PROMPTS }),
      // A note and a status; what is to be a link is none of the prompts.
      expect.objectContaining({ class: 'by a connector', tried: 2 * PROMPTS }),
      expect.objectContaining({ class: 'in knowledge', tried: PROMPTS }),
    ]);
    expect([held, code]).toEqual([tried, 0]);
  }, 60_000);

  it('lets no model reach another customer, though it calls every tool with the ids of others', async () => {
    const cli = new FakeCli({ model: openModel }).has(filesOf([TOOLS], BOT));

    const code = await cli.run('redteam', '--only', 'tool abuse', '--json');

    const { held, tried, holes } = cli.json() as Tried;
    expect(holes).toEqual([]);
    expect([held, code]).toEqual([tried, 0]);
    expect(tried).toBe(RED_PROMPTS['tool abuse']?.length);
  }, 60_000);
});
