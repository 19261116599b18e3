import { type Fault, SMALLEST_BOT } from './fault.ts';

const flow = (slots: string, steps = '  a: { say: Hi }\n'): string =>
  `flow: shop\nslots: { ${slots} }\nsteps:\n${steps}`;
const ask = (slots: string): string => flow(slots, '  a: { ask: s, say: What is it? }\n');
const bot = (lines: string): string => `${SMALLEST_BOT}${lines}\n`;
const hours = (inside: string): string => bot(`hours: { care: { ${inside} } }`);
const CARE = "zone: Europe/Madrid, open: { mon-fri: ['09:00-14:00'] }";

/** What does not fit in slots and in opening hours. */
export const FAULTS_OF_VALUES: readonly Fault[] = [
  {
    code: 'flow.bad-fields',
    meaning:
      'An object says what its `fields` are, a list what it is a list `of`; others do neither.',
    wrong: flow('order: { type: object }'),
    right: flow('order: { type: object, fields: { status: text, total: number } }'),
  },
  {
    code: 'flow.bad-default',
    meaning: 'A default is a value that the slot itself would keep, written as it keeps it.',
    wrong: ask('s: { type: integer, max: 5, default: 7 }'),
    right: ask('s: { type: integer, max: 5, default: 3 }'),
  },
  {
    code: 'flow.wrong-value',
    meaning: 'What `set` gives a slot is a value that the slot would take; `null` forgets it.',
    wrong: flow('s: { type: date }', '  a: { set: { s: tomorrow } }\n'),
    right: flow('s: { type: date }', "  a: { set: { s: '2026-12-24' } }\n"),
  },
  {
    code: 'flow.slot-taken',
    meaning:
      "A flow's slot would hide one of the bot's, or of one that another flow keeps for the whole conversation.",
    beside: [{ path: 'bot.yaml', text: bot('slots: { plan: { type: text } }') }],
    wrong: flow('plan: { type: text }'),
    right: flow('wanted_plan: { type: text }'),
  },
  {
    code: 'flow.bad-scope',
    meaning:
      "The bot's slots are kept from one flow to the next, and only they are filled from the Braze profile, with single values.",
    wrong: flow('plan: { type: text, attribute: plan }'),
    right: flow('plan: { type: text, scope: conversation }'),
  },
  {
    code: 'flow.not-sensitive',
    meaning: '`reveal` is for slots that may leave in no other step; for others it means nothing.',
    wrong: flow('s: { type: text }', '  a: { say: Hi, reveal: [s] }\n'),
    right: flow('s: { type: text, sensitive: true }', '  a: { say: Hi, reveal: [s] }\n'),
  },
  {
    code: 'bot.unknown-zone',
    meaning: 'Opening hours go by the clock of a place, named as the IANA names it.',
    file: 'bot.yaml',
    wrong: hours("zone: Europe/Madrit, open: { mon-fri: ['09:00-14:00'] }"),
    right: hours(CARE),
  },
  {
    code: 'bot.bad-hours',
    meaning: 'An interval that is empty, or no day at all: it would never be open.',
    file: 'bot.yaml',
    wrong: hours("zone: Europe/Madrid, open: { mon-fri: ['09:00-09:00'] }"),
    right: hours(CARE),
  },
  {
    code: 'bot.day-twice',
    meaning: 'Each day stands once, with all its hours: which of two would count?',
    file: 'bot.yaml',
    wrong: hours("zone: Europe/Madrid, open: { mon-fri: ['09:00-14:00'], fri: ['09:00-12:00'] }"),
    right: hours("zone: Europe/Madrid, open: { mon-thu: ['09:00-14:00'], fri: ['09:00-12:00'] }"),
  },
  {
    code: 'bot.hours-overlap',
    meaning: 'Two intervals share hours, be it that the night before reaches into the morning.',
    file: 'bot.yaml',
    wrong: hours("zone: Europe/Madrid, open: { mon: ['09:00-14:00', '13:00-18:00'] }"),
    right: hours("zone: Europe/Madrid, open: { mon: ['09:00-13:00', '14:00-18:00'] }"),
  },
];
