import { type Fault, SMALLEST_BOT } from './fault.ts';

const GREET = { path: 'greet.yaml', text: 'flow: greet\nsteps: { hello: { say: Hello } }\n' };

/** What `bot.yaml` and `copy/` have wrong. */
export const FAULTS_OF_BOTS: readonly Fault[] = [
  {
    code: 'bot.missing',
    meaning: 'A folder of flows has a bot.yaml, with what they share.',
    hasNoBot: true,
    wrong: GREET.text,
    right: GREET.text,
    isHidden: true,
  },
  {
    code: 'bot.no-text-layout',
    meaning: 'What the bot says by itself goes out by the layout "text".',
    file: 'bot.yaml',
    wrong: 'bot: shop\nlocales: [en]\nlayouts: {}\nqueues: [care]\n',
    right:
      'bot: shop\nlocales: [en]\nlayouts:\n  text: { campaign: parley-text, properties: { external_system_msg_body: text } }\nqueues: [care]\n',
  },
  {
    code: 'bot.unknown-flow',
    meaning: 'bot.yaml leads to a flow that there is not.',
    file: 'bot.yaml',
    beside: [GREET],
    wrong: `${SMALLEST_BOT}welcome: great\n`,
    right: `${SMALLEST_BOT}welcome: greet\n`,
  },
  {
    code: 'bot.missing-words',
    meaning:
      'English and Spanish are built in. A bot that speaks another language brings its own words for what every bot says and hears.',
    file: 'bot.yaml',
    wrong: SMALLEST_BOT.replace('[en, es]', '[en, fr]'),
    right: SMALLEST_BOT,
  },
  {
    code: 'bot.language-names',
    meaning:
      'Customers ask for a language by its name. A list of names does not say which language each of them is for.',
    file: 'bot.yaml',
    wrong: `${SMALLEST_BOT}commands: { language: [english, español] }\n`,
    right: `${SMALLEST_BOT}commands: { language: { en: [english], es: [español] } }\n`,
  },
  {
    code: 'copy.missing',
    meaning: 'A language has a file in copy/, and this text of a flow is not in it.',
    beside: [{ path: 'copy/es.yaml', text: 'greet:\n  hello: { say: Hola }\n' }],
    wrong: 'flow: greet\nsteps:\n  hello: { say: Hello }\n  bye: { say: Bye }\n',
    right: 'flow: greet\nsteps:\n  hello: { say: Hello }\n  bye: { say: { en: Bye, es: Adiós } }\n',
  },
  {
    code: 'copy.superfluous',
    meaning: 'The text translates nothing: its flow, step or place is gone, or has another name.',
    file: 'copy/es.yaml',
    beside: [GREET],
    wrong: 'greet:\n  helo: { say: Hola }\n  hello: { say: Hola }\n',
    right: 'greet:\n  hello: { say: Hola }\n',
  },
  {
    code: 'copy.twice',
    meaning: 'The flow has this text in this language already.',
    file: 'copy/es.yaml',
    beside: [
      { path: 'greet.yaml', text: 'flow: greet\nsteps: { a: { say: { en: Hi, es: Hola } } }\n' },
    ],
    wrong: 'greet:\n  a: { say: Buenas }\n',
    right: 'greet: {}\n',
  },
  {
    code: 'copy.unknown-locale',
    meaning: 'Files in copy/ are called by the languages of the bot.',
    file: 'copy/de.yaml',
    wrong: 'bot: { no_match: Wie bitte? }\n',
    right: 'bot: { no_match: Wie bitte? }\n',
    isHidden: true,
  },
  {
    code: 'copy.first-language',
    meaning: 'The texts of the first language stand in the flows, those of the others in copy/.',
    file: 'copy/en.yaml',
    wrong: 'bot: { no_match: Pardon? }\n',
    right: 'bot: { no_match: Pardon? }\n',
    isHidden: true,
  },
];
