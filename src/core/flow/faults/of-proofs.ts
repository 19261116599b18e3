import { type Fault, SMALLEST_BOT } from './fault.ts';

const bot = (more = ''): { readonly path: string; readonly text: string } => ({
  ...{ path: 'bot.yaml', text: `${SMALLEST_BOT}silence: { after: 12h, goto: end }\n${more}` },
});
const flow = (keywords: string, slots: string, steps: string): string =>
  `flow: shop\nstart: { keywords: [${keywords}] }\n${slots === '' ? '' : `slots:\n${slots}`}steps:\n${steps}`;

const DISH = '  dish: { type: choice, options: [pizza, pasta] }\n';
const CARD = "  card: { type: text, pattern: '^[0-9]{16}$', sensitive: true }\n";
const ROUND = (options: string): string =>
  flow(
    'prices',
    '',
    `  topic:
    choose: true
    say: What is it about?
    options:
      - { id: prices, title: Prices, goto: prices }
${options}  prices: { say: 'From 5 to 50 euros.', goto: topic }
`,
  );
const reminder = (after: string): string =>
  flow(
    'table',
    '  guests: { type: integer, min: 1, max: 20 }\n',
    `  ask_guests:
    ask: guests
    say: For how many of you?
    silence: { after: 20h, say: Shall I keep a table?, then: { after: ${after}, say: I let it go now., goto: end } }
  done: { say: 'A table for {{ guests }}.', goto: end }
`,
  );
const tours = (word: string): string =>
  `flow: tours
start: { keywords: { en: [${word}, whales], es: [ballenas] } }
steps:
  tell: { say: Whale tours leave at nine., goto: end }
`;
const bubbles = (first: string): string =>
  flow('rules', '', `  tell:\n    say:\n${first}    goto: end\n`);
const line = (text: string): string => `      - ${text}\n`;

const PATIENT_BOT = `${SMALLEST_BOT}invalid: [No, No, No, No, No, { handoff: {} }]
silence: { after: 1h, then: { after: 1h, then: { after: 1h, then: { after: 1h, goto: end } } } }
`;

/** What the proofs find: each needs a chat to show it, and `parley prove` prints that chat too. */
export const FAULTS_OF_PROOFS: readonly Fault[] = [
  {
    code: 'proof.no-way-out',
    meaning:
      'From everywhere in a flow something that the flow itself says leads to an end or to a person. Commands such as "menu", other flows\' keywords and built-in repair do not count: who does not know them is trapped.',
    beside: [bot()],
    wrong: ROUND(''),
    right: ROUND('      - { id: nothing, title: "That is all", goto: bye }\n').concat(
      "  bye: { say: 'Good-bye!', goto: end }\n",
    ),
  },
  {
    code: 'proof.silence-never-ends',
    meaning:
      'Who does not answer is not waited for for ever: time alone ends the conversation, or brings it to a person. One `silence` in bot.yaml does for all questions.',
    wrong: flow(
      'book',
      DISH,
      '  ask_dish: { ask: dish, say: Pizza or pasta? }\n  done: { say: Coming!, goto: end }\n',
    ),
    right: flow(
      'book',
      DISH,
      '  ask_dish: { ask: dish, say: Pizza or pasta?, silence: { after: 1h, goto: end } }\n  done: { say: Coming!, goto: end }\n',
    ),
  },
  {
    code: 'proof.no-reply',
    meaning:
      'Whatever a customer sends is answered: each option, an answer, one that is not understood, a picture, a keyword. Where it is meant that nothing is said, the question has `silent: true`. What comes out empty counts as not said.',
    beside: [bot()],
    wrong: flow('book', DISH, '  ask_dish: { ask: dish, say: Pizza or pasta?, goto: end }\n'),
    right: flow(
      'book',
      DISH,
      '  ask_dish: { ask: dish, say: Pizza or pasta? }\n  done: { say: Coming!, goto: end }\n',
    ),
  },
  {
    code: 'proof.outside-window',
    meaning:
      "WhatsApp takes free text for 24 hours after the customer's last message; Parley keeps 5 minutes in hand. Timers, pauses between bubbles and answers of other systems are added up at their longest.",
    beside: [bot()],
    wrong: reminder('12h'),
    right: reminder('3h'),
  },
  {
    code: 'proof.slot-may-be-unset',
    meaning:
      'What is printed, compared, written, or handed to another system has a value on every way that leads there. `{% if slot %}`, `slot != nil`, `| default: "…"` and a `default` of the slot say what else to do.',
    beside: [bot()],
    wrong: flow(
      'order',
      DISH,
      `  delivery:
    choose: true
    say: Do you know what you want?
    options: [{ id: known, title: I know, goto: ask_dish }, { id: chef, title: The chef decides, goto: done }]
  ask_dish: { ask: dish, say: Pizza or pasta?, goto: done }
  done: { say: 'One {{ dish }}.', goto: end }
`,
    ),
    right: flow(
      'order',
      DISH,
      `  delivery:
    choose: true
    say: Do you know what you want?
    options: [{ id: known, title: I know, goto: ask_dish }, { id: chef, title: The chef decides, goto: done }]
  ask_dish: { ask: dish, say: Pizza or pasta?, goto: done }
  done: { say: 'One {{ dish | default: "surprise" }}.', goto: end }
`,
    ),
  },
  {
    code: 'proof.sensitive-leaves',
    meaning:
      'What a sensitive slot holds leaves by no reply, attribute, call, Canvas or reason, not by way of other slots and flows either, but where the step names it under `reveal`.',
    beside: [bot()],
    wrong: flow(
      'block',
      `${CARD}  copy: { type: text }\n`,
      `  ask_card: { ask: card, say: Which card? }
  keep: { set: { copy: '{{ card }}' } }
  done: { say: 'Card {{ copy }} is blocked.', goto: end }
`,
    ),
    right: flow(
      'block',
      CARD,
      `  ask_card: { ask: card, say: Which card? }
  done: { say: 'Card •••• {{ card | slice: -4, 4 }} is blocked.', reveal: [card], goto: end }
`,
    ),
  },
  {
    code: 'proof.keyword-not-heard',
    meaning:
      'Each keyword starts its flow. What a message means is decided in one order, opt-outs and commands first, in all languages, so a word can be taken by something else: `baja` is how Spanish speakers opt out.',
    beside: [bot()],
    wrong: tours('baja'),
    right: tours('baja tours'),
  },
  {
    code: 'proof.answer-not-heard',
    meaning:
      'What answers a question is heard as its answer, in each language: NO the answer is not NO the opt-out. Opt-outs come before options; commands and keywords before the answer of an `ask`. Questions in free words are left out: there every keyword could be an answer.',
    beside: [bot("commands: { stop: ['no', stop] }\n")],
    wrong: flow(
      'book',
      '',
      `  sure:
    choose: true
    say: Shall I book it?
    options: [{ id: 'yes', title: 'Yes' }, { id: 'no', title: 'No' }]
  done: { say: All right., goto: end }
`,
    ),
    right: flow(
      'book',
      '',
      `  sure:
    choose: true
    say: Shall I book it?
    options: [{ id: book, title: Book it }, { id: leave, title: Leave it }]
  done: { say: All right., goto: end }
`,
    ),
  },
  {
    code: 'proof.too-long',
    meaning:
      'WhatsApp takes 4,096 characters of text, 1,024 under a picture or with buttons or a list, 20 on a button, 24 in a row and 72 below it. Slots count at their longest: by `max_length`, their pattern or type; what customers answer is 500 characters at most.',
    beside: [bot()],
    wrong: flow(
      'note',
      '  note: { type: text }\n',
      `  ask_note: { ask: note, say: What shall I write down? }
  sure:
    choose: true
    say: '{{ note }} / {{ note }} / {{ note }}. Right?'
    options: [{ id: right, title: Right }, { id: wrong, title: Wrong, goto: ask_note }]
  done: { say: Noted., goto: end }
`,
    ),
    right: flow(
      'note',
      '  note: { type: text, max_length: 300 }\n',
      `  ask_note: { ask: note, say: What shall I write down? }
  sure:
    choose: true
    say: '{{ note }} / {{ note }} / {{ note }}. Right?'
    options: [{ id: right, title: Right }, { id: wrong, title: Wrong, goto: ask_note }]
  done: { say: Noted., goto: end }
`,
    ),
  },
  {
    code: 'proof.too-many-bubbles',
    meaning:
      "Five messages in a row without one of the customer's are what people bear; `patience: { bubbles: 8 }` in bot.yaml says otherwise. Reminders after silence count, built-in words do not.",
    beside: [bot()],
    wrong: bubbles(['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.'].map(line).join('')),
    right: bubbles(['One and two.', 'Three and four.', 'Five and six.'].map(line).join('')),
  },
  {
    code: 'proof.too-many-prompts',
    meaning:
      'Who is not understood is asked again three times in a row at most, be it at one question or from one to the next; `patience: { prompts: 4 }` in bot.yaml says otherwise.',
    beside: [bot()],
    wrong: flow(
      'book',
      DISH,
      '  ask_dish: { ask: dish, say: Pizza or pasta?, attempts: 5 }\n  done: { say: Coming!, goto: end }\n',
    ),
    right: flow(
      'book',
      DISH,
      '  ask_dish: { ask: dish, say: Pizza or pasta?, attempts: 3 }\n  done: { say: Coming!, goto: end }\n',
    ),
  },
  {
    code: 'proof.too-big',
    meaning:
      'A flow whose questions, attempts and silences make more places than are looked at is refused, and not passed unproved.',
    beside: [{ path: 'bot.yaml', text: PATIENT_BOT }],
    wrong: flow(
      'long',
      DISH,
      Array.from(
        { length: 1_200 },
        (_, at) => `  ask_${String(at)}: { ask: dish, say: Which? }\n`,
      ).join(''),
    ),
    right: flow(
      'long',
      DISH,
      '  ask: { ask: dish, say: Which?, attempts: 2 }\n  done: { say: Coming!, goto: end }\n',
    ),
    isHidden: true,
  },
];
