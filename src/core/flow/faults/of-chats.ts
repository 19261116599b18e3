import { type Fault, SMALLEST_BOT } from './fault.ts';

const GREET = {
  path: 'greet.yaml',
  text: `flow: greet
start: { keywords: [hi] }
slots: { name: { type: text } }
steps:
  ask: { ask: name, say: What is your name? }
  sort: { choose: true, say: 'Tea or coffee, {{ name }}?', options: [{ id: tea, title: Tea }, { id: coffee, title: Coffee }] }
  note: { write: { attributes: { called: '{{ name }}' }, event: Greeted } }
  pass_on: { handoff: { queue: care, reason: wants a drink }, say: A colleague brings it. }
`,
};
const ADVICE = {
  path: 'advice.yaml',
  text: `flow: advice
start: { keywords: [advice] }
slots: { tip: { type: text } }
steps:
  think: { ai: Say which drink fits the weather., save: tip, failed: { goto: end } }
  tell: { say: '{{ tip }}' }
`,
};
const ASKING = {
  path: 'order.yaml',
  text: `flow: order
start: { keywords: [order] }
slots: { said: { type: text } }
steps:
  think:
    ai: Help with orders.
    tools: { connectors: [{ call: orders.find, about: Finds an order, with: { number: AB123456 } }] }
    save: said
    failed: { goto: end }
  tell: { say: '{{ said }}' }
`,
};
const ASKING_BOT = {
  path: 'bot.yaml',
  text: `${SMALLEST_BOT}connectors: { orders.find: { policy: safe } }\n`,
};
const chat = (...lines: readonly string[]): string =>
  ['chat: a drink', 'steps:', ...lines.map((line) => `  - ${line}`), ''].join('\n');
const ASKED = ['customer: hi', 'bot: What is your name?'];
const GREETED = { path: 'advice.chat.yaml', text: chat('customer: hello', 'bot: …') };
const SERVED = [
  ...ASKED,
  'customer: Ann',
  'bot: Tea or coffee, Ann?',
  'customer: { tap: Tea }',
  'bot: A colleague…',
];

const ofChat = (
  fault: Pick<Fault, 'code' | 'meaning' | 'wrong' | 'right' | 'beside' | 'file'>,
): Fault => ({
  ...{ file: 'greet.chat.yaml', beside: [GREET] },
  ...fault,
});

/** What `parley test` finds in chats: those that cannot be read, and those that do not hold. */
export const FAULTS_OF_CHATS: readonly Fault[] = [
  {
    code: 'chat.no-steps',
    meaning: 'A chat is a list of steps, and this one has none.',
    wrong: 'chat: a drink\n',
    right: chat(...ASKED),
  },
  {
    code: 'chat.unknown-step',
    meaning: 'A step of a chat starts with who does something, or with what is so by then.',
    wrong: chat('client: hi', 'bot: What is your name?'),
    right: chat(...ASKED),
  },
  {
    code: 'chat.wrong-bubble',
    meaning:
      'The bot said something else here. Either the chat is out of date, or the flow does what it should not.',
    wrong: chat('customer: hi', 'bot: What is your first name?'),
    right: chat(...ASKED),
  },
  {
    code: 'chat.bot-is-silent',
    meaning: 'The chat expects another bubble, and the bot has said all that it says.',
    wrong: chat(...ASKED, 'bot: And where do you live?'),
    right: chat(...ASKED),
  },
  {
    code: 'chat.nothing-lost',
    meaning: 'Only what the bot has said by then can fail to reach the customer.',
    wrong: chat(...ASKED, 'undelivered: Where do you live?'),
    right: chat(...ASKED, 'undelivered: What is your name?'),
  },
  {
    code: 'chat.unexpected-bubble',
    meaning:
      'Every bubble of the bot has its line, so that nothing slips in. `…` stands for any number of them.',
    wrong: chat(...ASKED, 'customer: Ann', 'customer: tea', 'bot: A colleague brings it.'),
    right: chat(
      ...ASKED,
      'customer: Ann',
      'bot: …',
      'customer: tea',
      'bot: A colleague brings it.',
    ),
  },
  {
    code: 'chat.no-such-option',
    meaning: 'The customer can tap only what the last bubble with buttons or rows has offered.',
    wrong: chat(...ASKED, 'customer: Ann', 'bot: …', 'customer: { tap: Coffe }', 'bot: …'),
    right: chat(...ASKED, 'customer: Ann', 'bot: …', 'customer: { tap: Coffee }', 'bot: …'),
  },
  {
    code: 'chat.missing-locale',
    meaning: 'A chat in several languages has each of its texts in all of them.',
    wrong:
      'chat: a drink\nlocale: [en, es]\nsteps:\n  - customer: hi\n  - bot: { en: What is your name? }\n',
    right:
      'chat: a drink\nlocale: [en, es]\nsteps:\n  - customer: hi\n  - bot: { en: What is your name?, es: What is your name? }\n',
  },
  {
    code: 'chat.wrong-attributes',
    meaning: 'What was written to the Braze profile is not what the chat says.',
    wrong: chat(...SERVED, 'attributes: { called: Anna }'),
    right: chat(...SERVED, 'attributes: { called: Ann }'),
  },
  {
    code: 'chat.no-event',
    meaning: 'An event that the chat speaks of was not written, or with other properties.',
    wrong: chat(...SERVED, 'event: Served'),
    right: chat(...SERVED, 'event: Greeted'),
  },
  {
    code: 'chat.wrong-slots',
    meaning: 'The flow remembers something else here. Slots are forgotten when their flow is left.',
    wrong: chat(...ASKED, 'customer: Ann', 'bot: …', 'slots: { name: Anna }'),
    right: chat(...ASKED, 'customer: Ann', 'bot: …', 'slots: { name: Ann }'),
  },
  {
    code: 'chat.wrong-owner',
    meaning: 'Somebody else answers the customer by then: the bot, the queue, an agent or nobody.',
    wrong: chat(...SERVED, 'owner: bot'),
    right: chat(...SERVED, 'owner: queue'),
  },
  {
    code: 'chat.no-handoff',
    meaning: 'The conversation was not given to a person, or in another way than the chat says.',
    wrong: chat(...SERVED, 'handoff: { queue: returns }'),
    right: chat(...SERVED, 'handoff: { queue: care }'),
  },
  {
    code: 'chat.no-canvas',
    meaning: 'The customer was not sent into that Canvas.',
    wrong: chat(...SERVED, 'canvas: winback'),
    right: chat(...SERVED),
  },
  {
    code: 'chat.not-recorded',
    meaning:
      'A chat comes to a step that asks a model. What it answers is recorded once, so that the test is exact and costs nothing; or the chat says it.',
    beside: [ADVICE],
    wrong: chat('customer: advice', 'bot: Take tea.'),
    right: chat('customer: advice', 'call: { ai: Take tea. }', 'bot: Take tea.'),
  },
  {
    code: 'chat.tool-not-answered',
    meaning:
      'A model asks a connector within its turn (`tools.connectors`), and neither the chat nor a `mock` in connectors.yaml says what it answers. What the model makes of no answer is another test: `{ failed: true }` says that there is none.',
    beside: [ASKING, ASKING_BOT],
    wrong: chat('customer: order', 'bot: It is on its way.'),
    right: chat('customer: order', 'call: { ai: It is on its way. }', 'bot: It is on its way.'),
  },
  {
    code: 'chat.unreadable-cassette',
    meaning:
      'The answers that models once gave stand in a cassette beside the chats, and this one cannot be read: it was edited, or two versions of it were merged. Nothing is recorded over it before that is mended.',
    file: 'advice.cassette.yaml',
    beside: [ADVICE, GREETED],
    wrong: 'answers:\n  0a1b2c3d: { step: advice.think, model: a-model, content: Take tea. }\n',
    right:
      'answers:\n  0a1b2c3d: { step: advice.think, model: a-model, content: Take tea., finish: stop }\n',
  },
  {
    code: 'chat.nothing-to-judge',
    meaning:
      'A judge says of what a model answered whether it is as it should be. Where the chat says itself what the AI answers, or never comes to a step that asks it, there is nothing to be judged.',
    beside: [ADVICE],
    wrong: `judge: names a drink; no link\n${chat('customer: advice', 'call: { ai: Take tea. }', 'bot: Take tea.')}`,
    right: chat('customer: advice', 'call: { ai: Take tea. }', 'bot: Take tea.'),
  },
  {
    code: 'chat.unknown-connector',
    meaning: 'A chat answers calls of connectors that bot.yaml names.',
    wrong: chat('call: { orders.find: { status: sent } }', ...ASKED),
    right: chat(...ASKED),
  },
].map(ofChat);
