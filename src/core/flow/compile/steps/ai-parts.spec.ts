import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease, problemsOf } from '../../../../../test/support/flow/a-release.ts';
import { Chat } from '../../../../../test/support/flow/chat.ts';

const BOT = `${A_BOT}
connectors: { orders.find: { policy: safe }, orders.cancel: { policy: once } }
slots:
  customer_no: { type: text, attribute: customer_no }
  tier: { type: text, attribute: tier }
  card: { type: text, sensitive: true }
`;
const THINK = `
flow: why
start: { keywords: [why] }
slots: { answer: { type: text }, size: { type: text } }
steps:
  think:
    ai: Help.
    save: answer
    sees: [tier, size]
    tools:
      most: 2
      connectors:
        - call: orders.find
          about: Finds an order of this customer
          with: { customer: '{{ customer_no }}' }
          asks: { number: { type: text, pattern: '[A-Z]{2}[0-9]{6}' } }
      writes:
        favourite colour: { type: choice, options: [red, blue] }
        newsletter: boolean
    failed: { say: No idea., goto: end }
  tell: { say: '{{ answer }}', goto: end }
`;

const asked = (): Chat => {
  const chat = new Chat(aRelease([THINK], BOT));
  const attributes = { customer_no: 'C1', tier: 'gold' };
  chat.happens({ kind: 'message', text: 'why', media: [], attributes });
  return chat;
};

describe('an AI with tools', () => {
  it('is told what it may ask, bound to this customer as they are now', () => {
    expect(asked().effects).toMatchObject([
      {
        kind: 'call',
        input: {
          tools: {
            most: 2,
            connectors: [
              {
                ...{ connector: 'orders.find', about: 'Finds an order of this customer' },
                with: { customer: 'C1' },
                asks: { number: { type: 'text', pattern: '[A-Z]{2}[0-9]{6}' } },
              },
            ],
          },
          writes: {
            'favourite colour': { type: 'choice', options: ['red', 'blue'] },
            newsletter: { type: 'boolean' },
          },
        },
      },
    ]);
  });

  it('sees what the step names, as far as there is anything', () => {
    expect(asked().effects).toMatchObject([{ input: { known: { tier: 'gold' } } }]);
  });

  it.each([
    [
      { 'favourite colour': 'blue', newsletter: true },
      { 'favourite colour': 'blue', newsletter: true },
    ],
    [{ 'favourite colour': 'green', newsletter: 'maybe' }, undefined],
    [
      { 'favourite colour': 'red', email: 'x@evil.test', external_id: 'another' },
      { 'favourite colour': 'red' },
    ],
    [{ newsletter: null }, undefined],
    ['blue', undefined],
  ])('notes of %j only what fits its type, and what the step names', (writes, attributes) => {
    const chat = asked();

    const value = { text: 'Well.', handoff: false, writes };
    expect(chat.happens({ kind: 'call-result', callSeq: 1, value })).toEqual(['Well.']);
    const written = chat.effects.filter(
      (effect) => effect.kind === 'write-back' && effect.step === 'why.think',
    );
    expect(written).toEqual(
      attributes === undefined ? [] : [{ kind: 'write-back', step: 'why.think', attributes }],
    );
  });

  it('notes nothing where its answer is none', () => {
    const chat = asked();

    const value = { text: '', handoff: false, writes: { newsletter: true } };
    expect(chat.happens({ kind: 'call-result', callSeq: 1, value })).toEqual(['No idea.']);
    expect(chat.effects.filter((effect) => effect.kind === 'write-back')).toEqual([]);
  });

  it.each([
    ['flow.unknown-connector', 'call: orders.find', 'call: orders.fnd'],
    ['flow.tool-once', 'call: orders.find', 'call: orders.cancel'],
    ['flow.bad-tool', 'asks: { number:', 'asks: { customer: text, number:'],
    ['flow.bad-tool', 'newsletter: boolean', 'newsletter: { type: list, of: text }'],
    ['flow.bad-pattern', "pattern: '[A-Z]{2}[0-9]{6}'", "pattern: '('"],
    ['flow.bad-options', 'options: [red, blue]', 'max: 3'],
    ['flow.reserved-attribute', 'newsletter:', 'external_id:'],
    ['flow.unknown-variable', '{{ customer_no }}', '{{ customer }}'],
    ['flow.unknown-slot', 'sees: [tier, size]', 'sees: [tear]'],
    ['flow.sensitive-seen', 'sees: [tier, size]', 'sees: [card]'],
    ['flow.wrong-form', 'most: 2', 'most: 0'],
  ])('%s is found', (code, right, wrong) => {
    const codes = problemsOf([THINK.replace(right, wrong)], BOT).map((problem) => problem.code);

    expect(codes).toContain(code);
  });
});

describe('buttons of an AI', () => {
  const ADVISE = `
flow: why
start: { keywords: [why] }
slots:
  answer: { type: text }
  said:
    type: object
    fields: { text: text, handoff: boolean, buttons: { type: list, of: text, max_items: 3 }, far: { type: list, of: { type: object, fields: { a: text } } } }
steps:
  think: { ai: Help., save: said, failed: { say: No idea., goto: end } }
  offer: { decide: [{ when: said.buttons.size == 2, goto: two }, { else: one }] }
  two: { ask: answer, say: { text: '{{ said.text }}', buttons: ['{{ said.buttons[0] }}', '{{ said.buttons[1] }}'] }, goto: think }
  one: { ask: answer, say: "{{ said.text }} {{ said.buttons | join: ' / ' }}", goto: think }
`;
  const answered = (buttons: readonly string[] | null): Chat => {
    const chat = new Chat(aRelease([ADVISE]));
    chat.says('why');
    chat.happens({ kind: 'call-result', callSeq: 1, value: { text: 'Which?', buttons } });
    return chat;
  };

  it('are asked for as a list of text; what lies deeper in lists is not', () => {
    const chat = new Chat(aRelease([ADVISE]));
    chat.says('why');

    expect(chat.effects).toMatchObject([
      {
        input: {
          answer: { buttons: { type: 'list', of: { type: 'text' } }, far: { type: 'list' } },
        },
      },
    ]);
  });

  it('are shown as buttons where the flow has a bubble for so many, and a tap answers', () => {
    const chat = answered(['Red', 'Blue']);

    expect(chat.effects).toMatchObject([
      {
        ...{ campaignId: 'c-buttons', step: 'why.two' },
        properties: { external_system_msg_body: 'Which?', buttons: ['Red', 'Blue'] },
      },
    ]);
    chat.says('Blue');
    expect(chat.effects).toMatchObject([{ kind: 'call', step: 'why.think' }]);
  });

  it.each([
    [['Red', 'Green', 'Blue'], 'Which? Red / Green / Blue'],
    [null, 'Which? '],
  ])('stand in the text elsewhere: %j', (buttons, text) => {
    expect(answered(buttons).effects).toMatchObject([
      { campaignId: 'c-text', properties: { external_system_msg_body: text } },
    ]);
  });
});
