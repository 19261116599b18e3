import type { Fault } from './fault.ts';

const flow = (steps: string, head = ''): string => `flow: shop\n${head}steps:\n${steps}`;
const SLOT = 'slots: { city: { type: text } }\n';
const ASK = '  ask: { ask: city, say: Which city? }\n';

/** What does not fit together within a flow, and between flows. */
export const FAULTS_OF_FLOWS: readonly Fault[] = [
  {
    code: 'flow.unknown-target',
    meaning: 'A `goto` leads to a step of its flow, to another flow, or to `end`.',
    wrong: flow('  hello: { say: Hello, goto: by }\n  bye: { say: Bye, goto: end }\n'),
    right: flow('  hello: { say: Hello, goto: bye }\n  bye: { say: Bye, goto: end }\n'),
  },
  {
    code: 'flow.unreachable-step',
    meaning: 'No way leads from the first step to this one: no customer will ever see it.',
    wrong: flow('  hello: { say: Hello, goto: end }\n  bye: { say: Bye }\n'),
    right: flow('  hello: { say: Hello }\n  bye: { say: Bye }\n'),
  },
  {
    code: 'flow.falls-into-branch',
    meaning:
      'A step without `goto` goes on to the one below. Where others go to that one by name, a forgotten `goto: end` would look the same; so it has to be said.',
    wrong: flow(
      '  pick:\n    choose: true\n    say: Which?\n    options:\n      - { id: tea, title: Tea, goto: tea }\n      - { id: cake, title: Cake, goto: cake }\n  tea: { say: Tea it is }\n  cake: { say: Cake it is }\n',
    ),
    right: flow(
      '  pick:\n    choose: true\n    say: Which?\n    options:\n      - { id: tea, title: Tea, goto: tea }\n      - { id: cake, title: Cake, goto: cake }\n  tea: { say: Tea it is, goto: end }\n  cake: { say: Cake it is }\n',
    ),
  },
  {
    code: 'flow.endless-loop',
    meaning: 'The steps would go round by themselves and write to the customer for ever.',
    wrong: flow('  hello: { say: Hello }\n  pause: { wait: 1d, goto: hello }\n'),
    right: flow('  hello: { say: Hello }\n  pause: { wait: 1d, goto: end }\n'),
  },
  {
    code: 'flow.flow-twice',
    meaning: 'Two files have a flow of the same name: nobody could tell which one is meant.',
    wrong: flow('  hello: { say: Hello }\n'),
    right: 'flow: greet\nsteps:\n  hello: { say: Hello }\n',
    beside: [{ path: 'a.yaml', text: 'flow: shop\nsteps: { hello: { say: Hi } }\n' }],
  },
  {
    code: 'flow.keyword-taken',
    meaning:
      'A keyword starts one flow, and commands such as menu, agent and stop are heard before it.',
    wrong: flow('  hello: { say: Hello }\n', 'start: { keywords: [menu] }\n'),
    right: flow('  hello: { say: Hello }\n', 'start: { keywords: [shop] }\n'),
  },
  {
    code: 'flow.empty-keyword',
    meaning: 'Capitals, accents and punctuation make no difference; without them nothing is left.',
    wrong: flow('  hello: { say: Hello }\n', 'start: { keywords: ["?!"] }\n'),
    right: flow('  hello: { say: Hello }\n', 'start: { keywords: [what] }\n'),
  },
  {
    code: 'flow.unknown-slot',
    meaning: 'What a flow remembers has to be declared under `slots`, with its type.',
    wrong: flow('  ask: { ask: town, say: Which city? }\n', SLOT),
    right: flow(ASK, SLOT),
  },
  {
    code: 'flow.unknown-variable',
    meaning: 'A text or condition reads a slot that is not declared.',
    wrong: flow(`${ASK}  tell: { say: 'So {{ town }} it is' }\n`, SLOT),
    right: flow(`${ASK}  tell: { say: 'So {{ city }} it is' }\n`, SLOT),
  },
  {
    code: 'flow.wrong-slot-type',
    meaning: 'The slot cannot hold what comes to it here.',
    wrong: flow(
      '  pick: { choose: day, say: When?, options: [{ id: today, title: Today }] }\n',
      'slots: { day: { type: date } }\n',
    ),
    right: flow(
      '  pick: { choose: day, say: When?, options: [{ id: today, title: Today }] }\n',
      'slots: { day: { type: choice, options: [today] } }\n',
    ),
  },
  {
    code: 'flow.unknown-option',
    meaning: 'A choice has options of its own, and this is none of them.',
    wrong: flow(
      '  pick: { choose: size, say: Which?, options: [{ id: smal, title: Small }] }\n',
      'slots: { size: { type: choice, options: [small, large] } }\n',
    ),
    right: flow(
      '  pick: { choose: size, say: Which?, options: [{ id: small, title: Small }] }\n',
      'slots: { size: { type: choice, options: [small, large] } }\n',
    ),
  },
  {
    code: 'flow.bad-pattern',
    meaning:
      'Patterns are RE2: no look-around and no back references, so that no answer can keep a machine busy.',
    wrong: flow(ASK, "slots: { city: { type: text, pattern: '(?=x)x' } }\n"),
    right: flow(ASK, "slots: { city: { type: text, pattern: 'x' } }\n"),
  },
  {
    code: 'flow.bad-options',
    meaning: 'A choice needs options; other types have none.',
    wrong: flow(ASK, 'slots: { city: { type: choice } }\n'),
    right: flow(ASK, 'slots: { city: { type: choice, options: [madrid, lima] } }\n'),
  },
  {
    code: 'flow.bad-bound',
    meaning: 'A bound is of the kind of the slot: a number for numbers, a date for dates.',
    wrong: flow(ASK, 'slots: { city: { type: integer, min: "2026-01-31" } }\n'),
    right: flow(ASK, 'slots: { city: { type: integer, min: 1 } }\n'),
  },
  {
    code: 'flow.unknown-queue',
    meaning: 'People wait for agents in the queues that bot.yaml names.',
    wrong: flow('  help: { handoff: { queue: retruns } }\n'),
    right: flow('  help: { handoff: { queue: returns } }\n'),
  },
  {
    code: 'flow.unknown-layout',
    meaning: 'Every message goes out by a campaign, and bot.yaml has none for this kind.',
    wrong: flow('  hello: { say: { text: Hello, reply: txt } }\n'),
    right: flow('  hello: { say: { text: Hello, reply: text } }\n'),
  },
  {
    code: 'flow.too-many',
    meaning: 'WhatsApp shows three buttons, or ten rows of a list.',
    wrong: flow('  hello: { say: { text: Hello, buttons: [A, B, C, D] } }\n'),
    right: flow('  hello: { say: { text: Hello, buttons: [A, B, C] } }\n'),
  },
  {
    code: 'flow.too-long',
    meaning: 'WhatsApp cuts or refuses longer texts: 20 characters on a button, 24 in a row.',
    wrong: flow('  hello: { say: { text: Hello, buttons: [A button that goes on and on] } }\n'),
    right: flow('  hello: { say: { text: Hello, buttons: [A short button] } }\n'),
  },
  {
    code: 'flow.missing-locale',
    meaning: 'A text is there in some of the languages of the bot, and not in all.',
    wrong: flow('  hello: { say: { en: Hello } }\n'),
    right: flow('  hello: { say: { en: Hello, es: Hola } }\n'),
  },
  {
    code: 'flow.unknown-locale',
    meaning: 'The bot does not speak this language: `locales` in bot.yaml has its languages.',
    wrong: flow('  hello: { say: { en: Hello, es: Hola, de: Hallo } }\n'),
    right: flow('  hello: { say: { en: Hello, es: Hola } }\n'),
  },
  {
    code: 'flow.bad-template',
    meaning: 'The text has Liquid that cannot be read, or a tag or filter that there is not.',
    wrong: flow(`${ASK}  tell: { say: 'So {{ city | upcas }}' }\n`, SLOT),
    right: flow(`${ASK}  tell: { say: 'So {{ city | upcase }}' }\n`, SLOT),
  },
  {
    code: 'flow.bad-condition',
    meaning:
      'A condition compares: `city == "Lima"`, `total > 100`; `and` with `or` needs parentheses.',
    wrong: flow(`${ASK}  sort: { decide: [{ when: city >, goto: end }, { else: end }] }\n`, SLOT),
    right: flow(
      `${ASK}  sort: { decide: [{ when: city == "Lima", goto: end }, { else: end }] }\n`,
      SLOT,
    ),
  },
  {
    code: 'flow.no-else',
    meaning: 'Where no condition holds, the customer would be stuck.',
    wrong: flow(`${ASK}  sort: { decide: [{ when: city == "Lima", goto: end }] }\n`, SLOT),
    right: flow(
      `${ASK}  sort: { decide: [{ when: city == "Lima", goto: end }, { else: end }] }\n`,
      SLOT,
    ),
  },
  {
    code: 'flow.rung-after-last',
    meaning: 'A ladder goes on with each attempt; after a rung that leaves, nobody is there.',
    wrong: flow('  ask: { ask: city, say: Which city?, invalid: [{ goto: end }, Again?] }\n', SLOT),
    right: flow('  ask: { ask: city, say: Which city?, invalid: [Again?, { goto: end }] }\n', SLOT),
  },
  {
    code: 'flow.silence-without-end',
    meaning: 'A question that nobody answers has to end some time.',
    wrong: flow(
      '  ask: { ask: city, say: Which city?, silence: { after: 1h, say: Hello? } }\n',
      SLOT,
    ),
    right: flow(
      '  ask: { ask: city, say: Which city?, silence: { after: 1h, say: Bye, goto: end } }\n',
      SLOT,
    ),
  },
  {
    code: 'flow.option-twice',
    meaning: 'What customers say or tap has to mean one option.',
    wrong: flow(
      '  pick: { choose: true, say: Sure?, options: [{ id: a, title: Sure }, { id: b, title: SURE }] }\n',
    ),
    right: flow(
      '  pick: { choose: true, say: Sure?, options: [{ id: a, title: Sure }, { id: b, title: No }] }\n',
    ),
  },
  {
    code: 'flow.liquid-in-title',
    meaning: 'A tap sends the title back, and it is compared with what the file says.',
    wrong: flow(
      `${ASK}  pick: { choose: true, say: Sure?, options: [{ id: a, title: '{{ city }}' }] }\n`,
      SLOT,
    ),
    right: flow(
      `${ASK}  pick: { choose: true, say: Sure?, options: [{ id: a, title: Sure }] }\n`,
      SLOT,
    ),
  },
  {
    code: 'flow.reserved-attribute',
    meaning: 'Who somebody is in Braze is not for flows to write.',
    wrong: flow('  note: { write: { attributes: { external_id: x } } }\n'),
    right: flow('  note: { write: { attributes: { favourite: x } } }\n'),
  },
];
