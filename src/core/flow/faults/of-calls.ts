import { type Fault, SMALLEST_BOT } from './fault.ts';

const flow = (steps: string, head = ''): string => `flow: shop\n${head}steps:\n${steps}`;
const CITY = 'slots: { city: { type: text } }\n';
const ORDER = 'slots: { order: { type: object, fields: { status: text, total: number } } }\n';
const BOT = {
  path: 'bot.yaml',
  text: `${SMALLEST_BOT}connectors: { orders.find: { policy: safe }, orders.cancel: { policy: once } }
canvases: { vip: { canvas: 1a2b3c } }
hours: { care: { zone: Europe/Madrid, open: { mon-fri: ['09:00-18:00'] } } }
`,
};
const look = (connector: string): string =>
  flow(
    `  look: { call: ${connector}, save: order, failed: { goto: sorry }, goto: end }\n  sorry: { say: Sorry }\n`,
    ORDER,
  );
const decide = (when: string): string =>
  flow(
    `  look: { call: orders.find, save: order, failed: { goto: end }, goto: sort }\n  sort: { decide: [{ when: ${when}, goto: end }, { else: end }] }\n`,
    ORDER,
  );
const think = (knowledge: string): string =>
  flow(
    `  think: { ai: Answer kindly., knowledge: ${knowledge}, failed: { goto: end }, goto: end }\n`,
  );
const asking = (tool: string): string =>
  flow(
    `  think: { ai: Help., tools: { connectors: [{ ${tool} }] }, failed: { goto: end }, goto: end }\n`,
  );
const SEEING = '  think: { ai: Help., sees: [card], failed: { goto: end }, goto: end }\n';
const ADDRESS = {
  path: 'address.yaml',
  text: 'flow: address\ntakes: [country]\ngives: [city]\nslots: { city: { type: text }, country: { type: text } }\nsteps: { ask: { ask: city, say: Which city?, goto: end } }\n',
};
const call = (rest: string): string => flow(`  where: { flow: ${rest}, goto: end }\n`, CITY);

/** What does not fit where flows lean on other flows, on other systems and on what bot.yaml names. */
export const FAULTS_OF_CALLS: readonly Fault[] = [
  {
    code: 'flow.unknown-connector',
    meaning: 'Flows call what bot.yaml names under `connectors`, and nothing else.',
    beside: [BOT],
    wrong: look('orders.fnd'),
    right: look('orders.find'),
  },
  {
    code: 'flow.unknown-canvas',
    meaning: 'Customers are sent into the Canvases that bot.yaml names.',
    beside: [BOT],
    wrong: flow('  send: { canvas: vipp, goto: end }\n'),
    right: flow('  send: { canvas: vip, goto: end }\n'),
  },
  {
    code: 'flow.unknown-knowledge',
    meaning: 'The AI rests its answers on files of the folder `knowledge`, beside bot.yaml.',
    beside: [{ path: 'knowledge/delivery.md', text: 'Three days.\n' }],
    wrong: think('[deliveries.md]'),
    right: think('[delivery.md]'),
  },
  {
    code: 'flow.tool-once',
    meaning:
      'A model asks what and when it likes, and again where it is not content: what must not be done twice is no tool.',
    beside: [BOT],
    wrong: asking('call: orders.cancel, about: Cancels an order'),
    right: asking('call: orders.find, about: Finds an order'),
  },
  {
    code: 'flow.bad-tool',
    meaning:
      'What binds a question to the customer stands under `with`, what is left to the AI under `asks`; both and what it may note are single values.',
    beside: [BOT],
    wrong: asking("call: orders.find, about: Finds it, with: { of: '1' }, asks: { of: text }"),
    right: asking("call: orders.find, about: Finds it, with: { of: '1' }, asks: { number: text }"),
  },
  {
    code: 'flow.sensitive-seen',
    meaning: 'What an AI sees leaves Parley, and nothing lets a sensitive slot leave by `sees`.',
    wrong: flow(SEEING, 'slots: { card: { type: text, sensitive: true }, city: { type: text } }\n'),
    right: flow(
      SEEING.replace('[card]', '[city]'),
      'slots: { card: { type: text, sensitive: true }, city: { type: text } }\n',
    ),
  },
  {
    code: 'flow.too-much-knowledge',
    meaning:
      'Files of knowledge are part of a release, and all of them are looked through at each question.',
    file: 'knowledge/delivery.md',
    beside: [{ path: 'flow.yaml', text: flow('  hello: { say: Hello }\n') }],
    wrong: 'Three days. '.repeat(90_000),
    right: 'Three days.\n',
    isHidden: true,
  },
  {
    code: 'flow.unknown-hours',
    meaning:
      'Opening hours stand under `hours` in bot.yaml; `hours.care` is true while it is open.',
    beside: [BOT],
    wrong: decide('hours.car'),
    right: decide('hours.care'),
  },
  {
    code: 'flow.unknown-field',
    meaning: 'An object has the fields that its slot declares.',
    beside: [BOT],
    wrong: decide('order.state == "late"'),
    right: decide('order.status == "late"'),
  },
  {
    code: 'flow.cannot-compare',
    meaning: 'The two sides are of types that are never equal, and of which none is greater.',
    beside: [BOT],
    wrong: decide('order.total > "late"'),
    right: decide('order.total > 100'),
  },
  {
    code: 'flow.unknown-flow',
    meaning: 'A step calls a flow that there is not.',
    beside: [ADDRESS],
    wrong: call('adress, with: { country: Spain }'),
    right: call('address, with: { country: Spain }'),
  },
  {
    code: 'flow.missing-argument',
    meaning: 'The called flow takes a slot that is not given, and that has no default.',
    beside: [ADDRESS],
    wrong: call('address'),
    right: call('address, with: { country: Spain }'),
  },
  {
    code: 'flow.not-taken',
    meaning: 'A called flow takes the slots under its `takes`, and no others.',
    beside: [ADDRESS],
    wrong: call('address, with: { country: Spain, city: Lugo }'),
    right: call('address, with: { country: Spain }'),
  },
  {
    code: 'flow.not-given',
    meaning: 'A called flow gives the slots under its `gives`, and no others.',
    beside: [ADDRESS],
    wrong: call('address, with: { country: Spain }, save: { city: country }'),
    right: call('address, with: { country: Spain }, save: { city: city }'),
  },
  {
    code: 'flow.wrong-argument',
    meaning: 'The value is of a type that the slot it goes to can never hold.',
    beside: [
      {
        path: 'pay.yaml',
        text: 'flow: pay\ntakes: [total]\nslots: { total: { type: number } }\nsteps: { tell: { say: "{{ total }}" } }\n',
      },
    ],
    wrong: flow('  pay: { flow: pay, with: { total: much }, goto: end }\n'),
    right: flow('  pay: { flow: pay, with: { total: 10 }, goto: end }\n'),
  },
  {
    code: 'flow.endless-calls',
    meaning: 'A flow that calls itself, also by way of others, would never be done.',
    wrong: flow('  again: { flow: shop, goto: end }\n'),
    right: flow('  pause: { wait: 1h, goto: end }\n'),
  },
  {
    code: 'flow.never-returns',
    meaning: 'The called flow never ends, so the caller would never go on.',
    beside: [{ path: 'help.yaml', text: 'flow: help\nsteps: { pass_on: { handoff: {} } }\n' }],
    wrong: flow('  help_me: { flow: help, goto: end }\n'),
    right: flow('  help_me: { goto: help }\n'),
  },
  {
    code: 'flow.media-without-room',
    meaning: 'A picture answers by its address, which needs a text or a link.',
    wrong: flow(
      '  ask: { ask: age, say: How old?, media: accept }\n',
      'slots: { age: { type: integer } }\n',
    ),
    right: flow(
      '  ask: { ask: photo, say: A photo?, media: accept }\n',
      'slots: { photo: { type: text } }\n',
    ),
  },
  {
    code: 'flow.mixed-bubble',
    meaning: 'WhatsApp has no message with both parts; or a part lacks the one that it belongs to.',
    wrong: flow('  hello: { say: { text: Hello, button: Open } }\n'),
    right: flow('  hello: { say: { text: Hello } }\n'),
  },
  {
    code: 'flow.part-not-shown',
    meaning: 'The campaign of this layout has no property for a part: it would be lost on the way.',
    wrong: flow(
      '  hello: { say: { text: Hello, image: "https://x.example/a.png", reply: text } }\n',
    ),
    right: flow('  hello: { say: { text: Hello, reply: text } }\n'),
  },
  {
    code: 'flow.bad-address',
    meaning: 'Pictures, files and links are whole addresses: a phone knows no folder of ours.',
    beside: [
      {
        path: 'bot.yaml',
        text: SMALLEST_BOT.replace(
          'queues:',
          '  image: { campaign: parley-image, properties: { body: text, url: image } }\nqueues:',
        ),
      },
    ],
    wrong: flow('  hello: { say: { image: /a.png } }\n'),
    right: flow("  hello: { say: { image: 'https://shop.example/a.png' } }\n"),
  },
  {
    code: 'flow.empty-text',
    meaning: 'Only tags are in the text: nothing would ever be said.',
    wrong: flow("  hello: { say: '{% if city %}{% endif %}' }\n", CITY),
    right: flow("  hello: { say: 'Hello{% if city %} from {{ city }}{% endif %}' }\n", CITY),
  },
  {
    code: 'flow.cannot-print',
    meaning: 'An object or a list is no text; its fields and its size are.',
    beside: [BOT],
    wrong: flow(
      "  look: { call: orders.find, save: order, failed: { goto: end }, goto: tell }\n  tell: { say: 'It is {{ order }}' }\n",
      ORDER,
    ),
    right: flow(
      "  look: { call: orders.find, save: order, failed: { goto: end }, goto: tell }\n  tell: { say: 'It is {{ order.status }}' }\n",
      ORDER,
    ),
  },
];
