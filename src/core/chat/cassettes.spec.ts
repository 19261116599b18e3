import { describe, expect, it } from '@jest/globals';

import type { ModelMessage } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import { compileRelease } from '#core/flow/compile-release.ts';
import { formatProblem } from '#core/flow/problem.ts';
import { readAllChats } from '#core/flow/read/read-chat.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';

import { A_BOT, filesOf } from '../../../test/support/flow/a-release.ts';
import { Cassettes } from './cassettes.ts';
import type { ChatOutcome } from './chat-outcome.ts';
import { runChats } from './run-chat.ts';

const BOT = `${A_BOT}connectors: { orders.find: { policy: safe }, stock.find: { policy: safe } }\n`;
const HELP = `
flow: help
start: { keywords: [help me] }
slots: { wish: { type: text }, customer: { type: text, default: C1 }, said: { type: text } }
steps:
  ask: { ask: wish, say: What with? }
  think:
    ai: Help with orders.
    save: said
    tools:
      connectors:
        - call: orders.find
          about: Finds an order of this customer
          with: { customer: '{{ customer }}' }
          asks: { number: { type: text, pattern: '^[A-Z]{2}[0-9]{6}$' } }
    failed: { say: A person will look at it., goto: end }
  tell: { say: '{{ said }}', goto: end }
`;
const FILE = 'h.cassette.yaml';

/** A chat in which the customer asks, with what it says of connectors before, and the bot's answer. */
const chat = (bot: string, ...calls: readonly string[]): string =>
  [
    ...['chat: an order', 'steps:', '  - customer: help me', '  - bot: What with?'],
    ...calls.map((call) => `  - call: ${call}`),
    ...['  - customer: Where is AB123456?', `  - bot: ${bot}`],
  ].join('\n');
const SENT = '{ orders.find: { status: sent } }';
const LATE = '{ orders.find: { status: late } }';

const says = (text: string): ModelAnswer => ({
  ...{ content: JSON.stringify({ text, handoff: false }), finish: 'stop', refusal: undefined },
});
const asks = (name: string, given: unknown): ModelAnswer => ({
  ...{ content: undefined, finish: 'tool_calls', refusal: undefined },
  toolCalls: [{ id: 'c1', name, arguments: JSON.stringify(given) }],
});
/** Asks for the order, and says what it was told. */
const looksUp = (since: readonly ModelMessage[]): ModelAnswer => {
  const told = since.findLast(({ role }) => role === 'tool');
  return told === undefined
    ? asks('orders-find', { number: 'AB123456' })
    : says(`It says ${told.content.replaceAll(/[^a-z]+/g, ' ').trim()}`);
};

interface Setting {
  readonly flow?: string;
  readonly text?: string;
  readonly mocks?: ReadonlyMap<string, unknown>;
  readonly passages?: readonly Passage[];
}

/** Tries one chat with these answers beside it. */
function tried(
  cassettes: Cassettes,
  { flow = HELP, text = chat('…', SENT), mocks }: Setting = {},
): ChatOutcome {
  const compiled = compileRelease([
    ...filesOf([flow], BOT),
    { path: 'knowledge/returns.md', text: 'Thirty days.' },
  ]);
  if ('problems' in compiled) {
    throw new Error(compiled.problems.map((p) => formatProblem(p)).join());
  }
  const { sources, problems } = readAllChats([{ path: 'h.chat.yaml', text }]);
  expect(problems).toEqual([]);
  const [outcome] = runChats(compiled.release, sources, {
    ...(mocks !== undefined && { mocks }),
    recorded: (...asked) => cassettes.answerTo(...asked),
  });
  if (outcome === undefined) throw new Error('There is no chat');
  return outcome;
}

/** What is wrong, in one line; blank where nothing is. */
const wrongWith = ({ failure }: ChatOutcome): string =>
  failure === undefined ? '' : formatProblem(failure.problem).replaceAll(/\n[^\n]*\|[^\n]*/g, '');

/** A cassette's text, recorded as `parley test --record` does. */
function recorded(
  model: (since: readonly ModelMessage[]) => ModelAnswer,
  setting: Setting = {},
): string {
  const cassettes = new Cassettes([], setting.passages);
  for (let round = 0; round < 5; round += 1) {
    tried(cassettes, setting);
    for (const wanted of cassettes.takeWanted()) {
      const found = (setting.passages ?? []).map(({ id, heading, text }) => ({
        ...{ source: id, heading, text },
      }));
      cassettes.record(wanted, 'a-model', model(wanted.since), found);
    }
  }
  return cassettes.textOf(FILE);
}
const from = (text: string, passages: readonly Passage[] = []): Cassettes =>
  new Cassettes([{ path: FILE, text }], passages);

describe('a chat whose AI asks connectors', () => {
  it('goes by what the chat says that they answer, and records each question with it', () => {
    const text = recorded(looksUp);

    const went = tried(from(text), { text: chat('It says result status sent', SENT) });

    expect(wrongWith(went)).toBe('');
    expect(text.match(/^ {4}step: help\.think$/gm)).toHaveLength(2);
  });

  it('goes by a mock of connectors.yaml where the chat says nothing of them', () => {
    const setting = { text: chat('…'), mocks: new Map([['orders.find', { status: 'lost' }]]) };

    const went = tried(from(recorded(looksUp, setting)), {
      ...setting,
      text: chat('It says result status lost'),
    });

    expect(wrongWith(went)).toBe('');
  });

  it.each([
    ['nothing', []],
    ['something of it once it was asked', ['customer: And?', `call: ${SENT}`]],
  ])('fails where the chat says %s, with what was asked and of whom', (_what, more) => {
    const text = [chat('…'), ...more.map((line) => `  - ${line}`)].join('\n');
    const went = tried(from(recorded(looksUp)), { text });

    expect(wrongWith(went)).toBe(
      'flows/h.chat.yaml:5:5 The AI asks orders.find {"number":"AB123456","customer":"C1"} at help.think, and nothing says what it is answered\n' +
        '  Write `- call: { orders.find: … }` above this line, once for each time that it is asked; or, for all chats, `mock` in connectors.yaml.  [chat.tool-not-answered]',
    );
  });

  it('wants no recording of what a model makes of an answer that nobody gave', () => {
    const cassettes = from(recorded(looksUp));

    tried(cassettes, { text: chat('…') });

    expect(cassettes.takeWanted()).toEqual([]);
  });

  it.each([
    ['fails', '{ orders.find: { failed: true } }'],
    ['says no', '{ orders.find: { refused: true } }'],
    ['is silent', '{ orders.find: { timeout: true } }'],
  ])('tells the model of no answer where the chat says that a connector %s', (_what, call) => {
    const setting = { text: chat('…', call) };

    const went = tried(from(recorded(looksUp, setting)), {
      text: chat('It says error orders find gave no answer', call),
    });

    expect(wrongWith(went)).toBe('');
  });

  it('hands each question its own answer, in the order of the chat', () => {
    const asksTwice = (since: readonly ModelMessage[]): ModelAnswer => {
      const told = since.filter(({ role }) => role === 'tool').map(({ content }) => content);
      if (told.length < 2) return asks('orders-find', { number: `AB12345${String(told.length)}` });
      return says(told.map((each) => (each.includes('sent') ? 'sent' : 'late')).join(' then '));
    };
    const text = recorded(asksTwice, { text: chat('…', SENT, LATE) });

    expect(wrongWith(tried(from(text), { text: chat('sent then late', SENT, LATE) }))).toBe('');
    expect(wrongWith(tried(from(text), { text: chat('sent then late', SENT) }))).toContain(
      'The AI asks orders.find {"number":"AB123451","customer":"C1"} at help.think',
    );
  });

  it('names a tool that the step does not give, and takes its way as for a customer', () => {
    const text = recorded(() => asks('orders-fnd', { number: 'AB123456' }));

    const went = tried(from(text), { text: chat('Nothing at all') });

    expect(wrongWith(went)).toContain('The bot said "A person will look at it."');
    expect(went.failure?.transcript.map((line) => line.text).join('\n')).toContain(
      '(it asks for "orders-fnd", and the step gives it orders-find)',
    );
    expect(wrongWith(tried(from(text), { text: chat('A person will look at it.') }))).toBe('');
  });

  it('asks nobody with an argument of another form, and tells the model so', () => {
    const setting = { text: chat('…') };
    const model = (since: readonly ModelMessage[]): ModelAnswer =>
      since.length === 0 ? asks('orders-find', { number: '7' }) : says('Which one?');

    const went = tried(from(recorded(model, setting)), { text: chat('Which one?') });

    expect(wrongWith(went)).toBe('');
  });

  it('says what a model was told where an argument does not fit any more', () => {
    const text = recorded(looksUp);
    const flow = HELP.replace('[A-Z]{2}[0-9]{6}', '[0-9]{6}');

    expect(wrongWith(tried(from(text), { flow }))).toContain(
      'it asked orders-find {"number":"AB123456"} and was told {"error":"\\"number\\" is missing, or not of its form"}, and what is recorded for this step in h.cassette.yaml was given with other answers of connectors',
    );
  });
});

describe('a recorded answer', () => {
  it.each([
    ['instructions', { flow: HELP.replace('Help with orders.', 'Help.') }, 'other instructions'],
    ['tools', { flow: HELP.replace('Finds an order of', 'Looks up') }, 'other tools'],
    ['connectors', { flow: HELP.replace('call: orders.find', 'call: stock.find') }, 'other tools'],
    [
      'fields',
      { flow: HELP.replace('    tools:\n', '    tools:\n      writes: { vip: boolean }\n') },
      'other fields, flows or rules of Parley',
    ],
    [
      'chat',
      { text: chat('…', SENT).replace('AB123456?', 'my order?') },
      'another chat up to here',
    ],
    [
      'instructions and another chat',
      {
        flow: HELP.replace('Help with orders.', 'Help.').replace('What with?', 'Yes?'),
        text: chat('…', SENT).replace('What with?', 'Yes?'),
      },
      'other instructions and another chat up to here',
    ],
  ])('says of other %s that it was given with them, and how to go on', (_what, setting, why) => {
    expect(wrongWith(tried(from(recorded(looksUp)), setting))).toBe(
      `flows/h.chat.yaml:6:5 The AI is asked at help.think, and no answer to this question is recorded: what is recorded for this step in h.cassette.yaml was given with ${why}\n` +
        '  Record it: `parley test --record --only h.chat.yaml`. Or say it in the chat: `- call: { ai: … }`.  [chat.not-recorded]',
    );
  });

  it('says what a connector answered where that is not what it answered then', () => {
    expect(wrongWith(tried(from(recorded(looksUp)), { text: chat('…', LATE) }))).toContain(
      'no answer to this question is recorded: it asked orders-find {"number":"AB123456"} and was told {"result":{"status":"late"}}, and what is recorded for this step in h.cassette.yaml was given with other answers of connectors\n',
    );
  });

  it('of an older cassette, which does not say what was asked, is of another question', () => {
    const old = recorded(looksUp).replaceAll(/ {4}asked:\n(?: {6}.*\n)+/g, '');
    const flow = HELP.replace('Help with orders.', 'Help.');

    expect(old).not.toContain('asked:');
    expect(wrongWith(tried(from(old)))).toBe('');
    expect(wrongWith(tried(from(old), { flow }))).toContain(
      'what is recorded for this step in h.cassette.yaml was given to another question',
    );
  });

  it('says nothing of cassettes where none has an answer of the step', () => {
    expect(wrongWith(tried(new Cassettes([])))).toContain(
      'no answer to this question is recorded\n  Record it',
    );
  });

  it.each([
    [
      'changed',
      [{ text: 'Ten days.' }],
      'returns.md#top, which the answer could rest on, has changed since',
    ],
    ['gone', [], 'returns.md#top, which the answer could rest on, is there no more'],
  ])('names a passage that has %s since', (_what, now, why) => {
    const flow = HELP.replace('    save: said\n', '    save: said\n    knowledge: true\n');
    const days: Passage = {
      ...{ id: 'returns.md#top', file: 'returns.md', locale: 'en', heading: '' },
      text: 'Thirty days.',
    };
    const text = recorded(looksUp, { flow, passages: [days] });

    expect(wrongWith(tried(from(text, [days]), { flow }))).toBe('');
    const cassettes = from(
      text,
      now.map((each) => ({ ...days, ...each })),
    );
    expect(wrongWith(tried(cassettes, { flow }))).toContain(`is recorded: ${why}\n`);
  });
});

describe('a cassette that cannot be read', () => {
  const GOOD = recorded(looksUp);
  it.each([
    ['is no YAML', '<<<<<<< HEAD\nanswers:\n  a: {}\n=======\n', ':1:'],
    ['has no answers', 'answer: {}\n', 'The file has no `answers`'],
    ['leads nowhere', 'answers: *all\n', 'cannot be read'],
    [
      'has an answer that is a text',
      'answers:\n  a: Hello\n',
      'h.cassette.yaml:2:6 This is no answer',
    ],
    ['does not say how an answer ended', GOOD.replace(/ {4}finish: .*\n/, ''), 'needs `finish`'],
    [
      'has arguments that are no text',
      GOOD.replace(/arguments: .*\n/, 'arguments: { number: AB1 }\n'),
      '`arguments` is JSON in quotes',
    ],
  ])('is no cassette where it %s, and says where', (_what, text, message) => {
    const { problems } = from(text);

    const shown = problems.map((problem) => formatProblem(problem)).join('\n');
    expect(shown).toContain(message);
    expect(shown).toMatch(/parley test --record.*\[chat\.unreadable-cassette\]/);
  });

  it('may hold what models write, whatever it is', () => {
    const odd = '{{{{ \u200b\ufffd ``` } *bold* & <b> '.repeat(50);

    const { problems } = from(recorded(() => says(odd)));

    expect(problems).toEqual([]);
  });
});
