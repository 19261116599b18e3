import { describe, expect, it } from '@jest/globals';

import { formatProblem } from '#core/flow/problem.ts';
import { readAllChats } from '#core/flow/read/read-chat.ts';

import { aRelease } from '../../../test/support/flow/a-release.ts';
import type { ChatOutcome } from './chat-outcome.ts';
import { runChats } from './run-chat.ts';

const RELEASE = aRelease([
  `
flow: order
start: { keywords: { en: [order], es: [pedido] } }
slots: { no: { type: text, pattern: '^[0-9]{3}$' }, sort: { type: choice, options: [big, small] } }
steps:
  ask:
    ask: no
    say: { en: 'What number?', es: '¿Qué número?' }
    invalid: ['Three digits.', { handoff: { queue: returns, reason: no number } }]
    silence: { after: 30m, say: Hello?, then: { after: 2h, goto: end } }
  sort:
    choose: sort
    say: { en: 'Big or small?', es: '¿Grande o pequeño?' }
    options:
      - { id: big, title: { en: Big, es: Grande } }
      - { id: small, title: { en: Small, es: Pequeño } }
  done:
    say: ['Thanks for {{ no }}.', { text: Bye, after: 2s }]
    write: { attributes: { number: '{{ no }}' }, event: { name: Asked, properties: { sort: '{{ sort }}' } } }
    goto: end
`,
]);

/** How the chats of one file go; fails where it cannot be read. */
function tried(text: string): readonly ChatOutcome[] {
  const { sources, problems } = readAllChats([{ path: 'order.chat.yaml', text }]);
  expect(problems.map((problem) => formatProblem(problem))).toEqual([]);
  return runChats(RELEASE, sources);
}

/** What is wrong with a chat of these lines, as a terminal shows it. */
function failureOf(...lines: readonly string[]): string {
  const text = ['chat: it goes wrong', 'steps:', ...lines.map((line) => `  - ${line}`)].join('\n');
  const [outcome] = tried(text);
  return outcome?.failure === undefined ? 'none' : formatProblem(outcome.failure.problem);
}

const BEGINNING = ['customer: order', 'bot: What number?', "customer: '123'"];

describe('runChats', () => {
  it('tries a chat in each of its languages, with all kinds of lines', () => {
    const outcomes = tried(`
chat: an order
locale: [en, es]
steps:
  - customer: { en: order, es: pedido }
  - bot: { en: What number?, es: ¿Qué número? }
  - after: 45m
  - bot: Hello?
  - slots: { no: null }
  - customer: { media: image }
  - bot: …
  - customer: '123'
  - slots: { no: '123' }
  - bot: { contains: { en: Big, es: Grande }, layout: buttons, buttons: [{ en: Big, es: Grande }, { en: Small, es: Pequeño }] }
  - owner: bot
  - customer: { tap: { en: Small, es: Pequeño } }
  - bot: Thanks for…
  - bot: { text: Bye, after: 2s }
  - attributes: { number: '123' }
  - event: { name: Asked, properties: { sort: small } }
  - customer: agent
  - bot: { any: true }
  - handoff: { queue: care, priority: normal }
  - owner: queue
  - agent: { took: true }
  - owner: agent
  - agent: Hello, this is Ann
  - customer: thanks
  - agent: { returned: true }
  - bot: …
`);

    expect(outcomes.map(({ locale, failure }) => [locale, failure?.problem.message])).toEqual([
      ['en', undefined],
      ['es', undefined],
    ]);
  });

  it('says at which line and place the bot says something else, and where they part', () => {
    expect(failureOf('customer: order', 'bot: What number then?')).toBe(
      [
        'flows/order.chat.yaml:4:10 The bot said "What number?"',
        '  4 |   - bot: What number then?',
        '    |          ^^^^^^^^^^^^^^^^^',
        '  It is of the step order.ask. They part at " then?": the bot goes on "?". Change this line, or the flow.  [chat.wrong-bubble]',
      ].join('\n'),
    );
  });

  it.each([
    [
      'the bot says nothing',
      ['customer: order', 'bot: What number?', 'bot: More?'],
      'order.chat.yaml:5:10 The bot does not say anything after "What number?"',
    ],
    [
      'it was said before',
      ['customer: order', 'bot: What number?', 'bot: What number?'],
      'It was said earlier, by order.ask',
    ],
    [
      'it comes later',
      [...BEGINNING, 'bot: …', 'customer: big', 'bot: Bye'],
      'comes one bubble later',
    ],
    [
      'time has to pass',
      [...BEGINNING.slice(0, 2), 'bot: Hello?'],
      'Something comes 30 min from here',
    ],
    [
      'more was said',
      ['customer: order', 'customer: help'],
      'order.chat.yaml:4:15 The bot also said "What number?", which',
    ],
    ['more was said at the end', ['customer: order'], 'or its text after this line'],
    [
      'a button is another',
      [...BEGINNING, 'bot: { buttons: [Big, Smal] }'],
      `The bubble's buttons is ["Big","Small"] and not ["Big","Smal"]`,
    ],
    [
      'a layout is another',
      [...BEGINNING, 'bot: { layout: list }'],
      `The bubble's layout is buttons and not list`,
    ],
    [
      'nobody offered it',
      [...BEGINNING, 'bot: …', 'customer: { tap: Huge }'],
      'Tap one of "Big", "Small"',
    ],
    [
      'an attribute is another',
      [...BEGINNING, 'attributes: { number: 4 }'],
      '"number" is not written here and should be 4',
    ],
    ['a slot is another', [...BEGINNING, 'slots: { no: 4 }'], '"no" is "123" here and should be 4'],
    ['an event is missing', ['customer: order', 'event: Asked'], 'No event "Asked" was written'],
    ["it is nobody's turn", ['customer: order', 'owner: agent'], 'It is the bot who answers here'],
    [
      'nobody was handed over',
      ['customer: order', 'handoff: { queue: care }'],
      'was not given to a person',
    ],
    [
      'it went elsewhere',
      [
        'customer: order',
        'bot: …',
        'customer: x',
        'bot: …',
        'customer: x',
        'handoff: { queue: care }',
      ],
      'The queue is "returns" and not "care"',
    ],
    [
      'there is no such connector',
      ['call: { orders.find: 3 }'],
      'There is no connector "orders.find"',
    ],
    [
      'only capitals differ',
      ['customer: order', 'bot: what NUMBER'],
      'Only spaces, capitals or accents differ',
    ],
  ])('helps when %s', (_when, lines, says) => {
    expect(failureOf(...lines)).toContain(says);
  });

  it('hands back the chat up to its failure', () => {
    const [outcome] = tried('chat: x\nsteps: [{ customer: order }, { bot: Nope }]');

    expect(outcome?.failure?.transcript).toEqual([
      { who: 'customer', text: 'order' },
      { who: 'bot', text: 'What number?' },
    ]);
  });

  it('runs several chats of a file, each in its own conversation', () => {
    const outcomes = tried(`
chats:
  - { chat: one, steps: [{ customer: order }, { bot: What number? }] }
  - { chat: two, steps: [{ customer: '123' }, { bot: … }, { slots: { no: null } }] }
`);

    expect(
      outcomes.map(({ title, line, failure }) => [title, line, failure?.problem.message]),
    ).toEqual([
      ['one', 3, undefined],
      ['two', 4, undefined],
    ]);
  });

  it('tries thousands of lines in a second', () => {
    const lines = [
      '- customer: order',
      '- bot: …',
      "- customer: '123'",
      '- bot: …',
      '- customer: big',
      '- bot: …',
    ];
    const chat = `chat: many\nsteps:\n${Array.from({ length: 300 }, () => lines.join('\n')).join('\n')}`;
    const before = process.cpuUsage();

    const [outcome] = tried(chat);

    expect(outcome?.failure).toBeUndefined();
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  });
});

describe('readAllChats', () => {
  it.each([
    ['chat.no-steps', 'chat: x'],
    ['chat.no-steps', 'chats: []'],
    ['chat.unknown-step', 'chat: x\nsteps: [{ robot: Hi }]'],
    ['chat.unknown-step', 'chat: x\nsteps: [{ bot: Hi, customer: Ho }]'],
    ['chat.unknown-step', 'chat: x\nsteps: [Hi]'],
    ['flow.missing', 'steps: [{ bot: Hi }]'],
    ['flow.unknown-key', 'chat: x\nstep: []\nsteps: [{ bot: Hi }]'],
    ['flow.wrong-form', 'chat: x\nsteps: [{ after: soon }]'],
    ['flow.wrong-form', 'chat: x\nat: yesterday\nsteps: [{ bot: Hi }]'],
    ['flow.duplicate-key', 'chat: x\nchat: y'],
  ])('finds %s', (code, text) => {
    const { problems } = readAllChats([{ path: 'a.chat.yaml', text }]);

    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});
