import { BUILT_IN_COPY } from '../compile/built-in.ts';

export type Words = readonly [description: string, ...examples: unknown[]];

/**
 * What each name in a file means, for editors: a description, and examples after it. Where a name
 * means different things, `mark.name` is for the form that also has `mark`.
 */
const WORDS: Readonly<Record<string, Words>> = {
  // A flow
  'start.flow': ['The name of the flow; stays as it is.', 'track_order'],
  'start.title': ['What people call the flow.', 'Track an order'],
  start: ['What starts the flow.', { keywords: ['track', 'my order'] }],
  keywords: ['Words that start the flow, for all languages or by language.', { en: ['track'] }],
  slots: ['What is remembered, by name.', { order_no: { type: 'text' } }],
  takes: ['Slots that a flow which calls this one may fill.', ['order_no']],
  gives: ['Slots that a flow which calls this one may read when it has ended.', ['status']],
  'start.steps': ['The steps by their names: the first is the start, each goes on to the next.'],

  // Steps
  ask: ['The slot that the answer goes to.', 'order_no'],
  say: ['What is said: a text, a text a language, a bubble, or a list of these.', 'Hello'],
  choose: ['The slot that keeps the option, or true to keep nothing.', 'reason', true],
  options: ['What can be chosen.', [{ id: 'yes', title: 'Yes', goto: 'menu' }]],
  as: ['How options are shown; without it, by how many there are and how long.', 'buttons'],
  button: ['What is on the button that opens the list or the link.', 'See options'],
  decide: [
    'The ways on: the first condition that holds says where to.',
    [{ when: 'total > 100', goto: 'big' }, { else: 'small' }],
  ],
  when: ['A condition.', 'status == "late" and total > 100', 'hours.care'],
  else: ['Where to go when no condition holds.', 'menu'],
  flow: ['The flow that is called; this one goes on when it has ended.', 'address'],
  call: ['The operation of a connector of bot.yaml.', 'orders.find'],
  ai: ['What the AI is asked to do; Liquid may stand in it.', 'Sum up: {{ story }}'],
  knowledge: [
    'Files in the folder `knowledge` that the answer may rest on; true for all.',
    ['delivery.md'],
    true,
  ],
  canvas: ['The Canvas, as bot.yaml calls it; there, its id in Braze.', 'vip'],
  handoff: ['Gives the conversation to a person.', { queue: 'care', reason: 'wants a refund' }],
  wait: ['How long nothing happens.', '2h'],
  set: ['Values for slots; null forgets one.', { order_no: null }],
  end: ['Ends the flow.', true],
  goto: ['Where it goes on: a step, another flow, or end.', 'menu', 'end'],
  write: [
    'What is written to the Braze profile.',
    { attributes: { last_order: '{{ order_no }}' }, event: 'Order tracked' },
  ],
  with: ['Values that are handed over, by name.', { number: '{{ order_no }}' }],
  save: ['The slot that keeps the answer.', 'order'],
  'flow.save': [
    'Slots of this flow, and which slot of the called one each gets.',
    { mine: 'theirs' },
  ],
  timeout: ['How long an answer is waited for; 10s, at most 60s.', '20s'],
  one_moment: ['After so long without an answer, `one_moment` is said.', '4s'],
  tools: [
    'What the AI may do beside answering.',
    { flows: ['track_order'], sure: 0.7 },
    { writes: { shirt_size: { type: 'choice', options: ['s', 'm', 'l'] } } },
  ],
  flows: ['Flows that the AI may lead the customer into.', ['track_order']],
  sure: ['How sure of it the AI has to be, from 0 to 1.', 0.7],
  'sure.connectors': [
    'Connectors that the AI may ask before it answers.',
    [
      {
        ...{ call: 'orders.find', about: 'Finds an order of this customer' },
        ...{ with: { customer: '{{ customer_no }}' }, asks: { number: 'text' } },
      },
    ],
  ],
  about: ['What it is good for, in words for the AI.', 'Finds an order of this customer'],
  'about.with': [
    'What binds a question to this customer: the AI cannot change it.',
    { customer: '{{ customer_no }}' },
  ],
  asks: [
    'What is left to the AI, each a value as a slot has it.',
    { number: { type: 'text', pattern: '^[A-Z]{2}[0-9]{6}$' } },
  ],
  most: ['How often the AI may ask connectors in one turn, 8 at most.', 2],
  writes: [
    'Attributes of the profile that the AI may note, each a value as a slot has it.',
    { shirt_size: { type: 'choice', options: ['s', 'm', 'l'] }, newsletter: 'boolean' },
  ],
  sees: ['Slots that the AI is told the values of; never sensitive ones.', ['order', 'tier']],
  settle: ['So long after the last words the AI is asked; 1500ms, at most 10s.', '2s', '0s'],
  failed: ['What happens when it did not work.', { say: 'Sorry', goto: 'menu' }],
  timed_out: ['What happens when no answer came in time; else as in failed.', { goto: 'menu' }],
  refused: [
    'What happens when the other system says no; else as in failed.',
    { say: 'That is not possible', goto: 'menu' },
  ],
  undelivered: [
    'What happens when what was said did not reach the customer, who is still here.',
    { handoff: { reason: 'cannot be reached' } },
  ],
  stale: [
    'When what the step says is no longer said, because it could not leave in time.',
    { after: '10m', on_message: true },
  ],
  'on_message.after': ['It could not leave for so long.', '10m'],
  on_message: ['The customer has written again before it could leave.', true],
  reveal: ['Sensitive slots that are meant to leave here.', ['iban']],

  // Questions
  invalid: ['What follows from answers that do not fit: a rung for each attempt.', ['Once more?']],
  silence: ['What happens when nothing comes.', { after: '12h', goto: 'end' }],
  interrupt: ["Whether another flow's keyword may take the customer away.", false],
  attempts: ['After so many answers that do not fit, a person takes over.', 3],
  'ask.media': ['Whether a picture or file is an answer: its address is kept.', 'accept'],
  silent: ['Says that nothing is said here on purpose.', true],
  repeat: ['Asks the question again.', true],
  then: ['The next silence, counted from this one.', { after: '12h', goto: 'end' }],
  after: ['How long after what came before.', '30m', '2s'],
  queue: ['Where they wait for an agent; without it, the first queue.', 'care'],
  reason: ['What agents see; Liquid may stand in it.', 'cannot find the order'],
  priority: ['Whether they come before others.', 'high'],

  topic: ['What it is about, for people who look.', 'a return'],
  skills: ['What an agent must know.', ['german']],
  out_of_hours: [
    'Where it goes while the queue is closed.',
    { say: 'We open at nine.', goto: 'end' },
  ],
  no_agent: ['Where it goes while no agent of the queue is there.', { goto: 'menu' }],
  waited: ['Where it goes after waiting so long in vain.', { after: '10m', goto: 'menu' }],
  agent_gone: [
    'What is said, or where it goes, when the agent who had it went away.',
    { say: 'We lost your colleague: you are first in line.' },
  ],
  every: ['How long between two of them.', '5m'],
  times: ['How often at most.', 3],
  waiting: [
    'What who waits is told from time to time; `queue.position` and `queue.wait` can be said.',
    { every: '5m', say: 'You are number {{ queue.position }} in line.' },
  ],
  'held.waiting': [
    'While the customer waits: `allowed`, `asks` first, or `told` to the agent.',
    'asks',
  ],
  held: ['The same while an agent has them.', 'told'],
  reassure: ['Who writes after so long in line is told, once, that they are heard.', '10m'],
  leaves: ['How much of the 24 hours has to be left for the question.', '30m'],
  'leaves.flow': ['The flow that asks.', 'how_was_it'],
  'leaves.outside_window': [
    'The flow that asks when they are over: by an approved template.',
    'rate_later',
  ],
  closed: ['An agent closes the conversation, `quietly` without words.', true],
  left: ['The agent goes away.', true],
  agents: ['How many agents are there.', 1],
  position: ['The place in line, from 1.', 3],
  'agents.wait': ['How long it may take; without it nobody can say.', '5m'],

  // Options and bubbles
  id: ['The name of the option; stays as it is.', 'damaged'],
  title: ['What is shown and tapped.', 'It is damaged'],
  description: ['A line below the title, in lists.', 'It came broken'],
  words: ['More ways to say it.', ['broken']],
  text: ['What is written; with a picture or file, its caption.', 'Hello'],
  image: ['Address of a picture.', 'https://shop.example/a.png'],
  document: ['Address of a file.', 'https://shop.example/terms.pdf'],
  filename: ['What the customer sees the file called.', 'terms.pdf'],
  link: ['Address that the button opens.', 'https://shop.example'],
  buttons: ['Up to three buttons, 20 characters each.', ['Yes', 'No']],
  list: ['A list that opens.', { button: 'Show', rows: ['Tea', 'Cake'] }],
  rows: ['Up to ten rows, 24 characters each.', ['Tea', 'Cake']],
  reply: ['The layout it goes out by; without it, what is in it decides.', 'text'],
  policy: ['What a call may do of which nobody knows what became.', 'safe'],
  'filename.policy': [
    "After a failure that nobody can judge: try again, rather not at all, or wait for Braze's word.",
    'hold',
  ],
  random: ['Several ways to say it, one of them by chance.', ['Hi', 'Hello']],
  in_turn: ['Several ways to say it, one after the other.', ['Hi', 'Hello']],

  // Slots
  type: ['The kind of value.', 'text'],
  pattern: ['What the whole text has to look like; RE2.', '^[A-Z]{2}[0-9]{6}$'],
  normalize: ['What is done to a text before it is looked at.', 'upper'],
  min: ['The smallest number, or the first date.', 1],
  max: ['The greatest number, or the last date.', 100],
  max_length: ['Longest text, in characters.', 200],
  'type.options': ['What can be chosen; with words by language if you like.', ['small', 'large']],
  fields: ['What an object holds, by name.', { status: 'text' }],
  of: ['What a list holds.', 'text'],
  max_items: ['The most a list holds.', 10],
  default: ['The value before it is given one.', 'es'],
  scope: ['How long it is remembered: while the flow runs, or from flow to flow.', 'conversation'],
  attribute: ['The attribute of the Braze profile that fills it.', 'loyalty_tier'],
  sensitive: ['Leaves only where a step says `reveal`.', true],
  retention: ['How long it is kept.', 'short'],

  // Writes
  attributes: [
    'Attributes and their values, or what becomes of them; null takes one away.',
    { size: 'M', sizes_seen: { add: 'M' } },
  ],
  add: ['What is added to a list.', 'M', ['{{ size }}']],
  remove: ['What is taken out of a list.', 'M'],
  by: ['Of a list of objects: the field that is looked at.', 'order_no'],
  inc: ['What is added to a number.', 1],
  time: ['A moment, which Braze then knows for one.', '{{ shipped_at }}'],
  object: ['The fields of an object; others are gone.', { city: '{{ city }}' }],
  merge: ['Fields of an object; its others stay.', { city: '{{ city }}' }],
  event: ['A custom event.', 'Order tracked'],
  name: ['What it is called.', 'Order tracked'],
  properties: ['Properties and their values.', { order_no: '{{ order_no }}' }],

  // bot.yaml
  bot: ['The name of the bot.', 'shop'],
  locales: ['Its languages; the first is for customers who speak none of them.', ['en', 'es']],
  layouts: [
    'A campaign for each kind of message.',
    { text: { campaign: 'shop-text', properties: { body: 'text' } } },
  ],
  merge_bubbles: [
    'Whether texts that follow each other are sent as one message, for each one costs.',
    true,
  ],
  divide_texts: ['Whether a text that is too long becomes several messages; else it is cut.', true],
  campaign: ['Id of the API-triggered campaign in Braze.', 'a1b2c3d4'],
  'campaign.properties': ['Which trigger property shows which part of a bubble.', { body: 'text' }],
  via: [
    'Parley sends the whole message; the campaign is an API campaign, under which Braze counts it.',
    'messages',
  ],
  variation: ['Id of the message variation of the API campaign.', 'b2c3d4e5'],
  'campaign.subscription_group': ["Id of the WhatsApp number's subscription group.", 'c3d4e5f6'],
  template: ['An approved template: it may leave when the 24 hours are over.', true],
  outside_window: [
    'The layout, with `template: true`, that takes its place when the 24 hours are over.',
    'news',
  ],
  connectors: ['Other systems that flows may call.', { 'orders.find': { policy: 'safe' } }],
  canvases: ['Canvases that customers may be sent into.', { vip: { canvas: '1a2b' } }],
  queues: ['Where people wait for agents; the first is the default.', ['care']],
  hours: [
    'Opening hours: `hours.care` in conditions is true while it is open.',
    { care: { zone: 'Europe/Madrid', open: { 'mon-fri': ['09:00-18:00'] } } },
  ],
  zone: ['A time zone.', 'Europe/Madrid'],
  open: ['Opening times, by day or days.', { 'mon-fri': ['09:00-14:00', '16:00-19:00'] }],
  'zone.closed': ['Days when nobody is there.', ['2026-12-25']],
  open_on: ['Days with times of their own.', { '2026-12-24': ['09:00-13:00'] }],
  understand: [
    'The flow for what nothing else takes while no question is open: its `ai` step finds out what is meant.',
    'understand',
  ],
  welcome: ['The flow for a first message that nothing understands.', 'welcome'],
  menu: ['The flow of the command menu.', 'menu'],
  commands: [
    'Words for commands, in place of the built-in ones.',
    { menu: ['menu', 'start over'] },
  ],
  no_match: [
    'What follows where no question is open and nothing is understood.',
    ['In other words?', { goto: 'menu' }],
  ],
  copy: ['What every bot says, in your words.', { trouble: 'Something went wrong' }],
  profile: [
    'What Parley writes of each chat to the Braze profile by itself; all of it without this.',
    { attributes: ['support_chat_open'], events: false },
  ],
  'events.attributes': [
    'Which of its own attributes Parley writes, or false for none.',
    ['support_chat_open', 'support_chat_status'],
  ],
  events: ['Which of its own events Parley writes, or false for none.', false],
  subscription_group: [
    "Id of WhatsApp's subscription group in Braze: who stops is unsubscribed there.",
    '1a2b3c4d-0000-0000-0000-000000000000',
  ],
  desk: ['How the bot and people share a conversation.', { call_back: 'waiting' }],
  csat: ['The flow that asks how it was, once people have settled something.', 'how_was_it'],
  'capacity.title': ['What people call the queue.', 'Returns'],
  'capacity.desk': [
    'Whose agents answer: `parley`, or `chatwoot` (docs/guides/chatwoot.md).',
    'chatwoot',
  ],
  'capacity.hours': ['Opening hours of bot.yaml; without them it is always open.', 'care'],
  'capacity.priority': ['Agents of several queues are asked for the higher number first.', 5],
  languages: ['Agents who speak them are asked for customers who do.', ['es']],
  offer: ['Whether agents are asked one at a time, or take who waits.', 'push'],
  offer_timeout: ['How long one agent is asked.', '30s'],
  capacity: ['Conversations that one of its agents has at a time.', 4],
  sla: ['What is promised to who waits, while the queue is open.', { first_answer: '5m' }],
  escalate: ['What happens when a promise was broken.', { priority: 'high' }],
  first_answer: ["From the handoff to a person's first words.", '5m'],
  next_answer: ["From a customer's message to a person's words.", '10m'],
  resolve: ['From the handoff to its end.', '8h'],
  notify: ['Who is told.', ['ana']],
  call_back: ['Where the words "menu" and "bot" bring the bot back.', 'always'],
  idle: [
    'What happens when nobody has written for so long, though an agent has it.',
    { after: '2h', then: 'close' },
  ],
  templates: [
    'Approved templates that agents may send by hand.',
    { news: { campaign: 'shop-news', body: 'There is news.' } },
  ],
  canned: [
    'What agents say often, by the word behind the `/`; {name}, {me} and slots are filled in.',
    { hello: 'Hello {name}, this is {me}.' },
  ],
  'body.title': ['What agents call it.', 'News about an order'],
  'body.campaign': [
    'Id of the API-triggered campaign in Braze, or one for each language.',
    'a1b2c3d4',
    { en: 'a1b2c3d4', es: 'b2c3d4e5' },
  ],
  category: ['What Meta has approved it as.', 'marketing'],
  opt_in: ['A slot that has to be true: the customer wants such messages.', 'wants_news'],
  body: [
    'What the customer reads, as Meta has approved it, with {{ variable }}; no words, not offered.',
    { en: 'There is news about {{ order_no }}.' },
  ],
  variables: ['What agents fill in, by name.', { order_no: { max_length: 20 } }],
  'property.title': ['What agents see beside the field.', 'Order number'],
  from: [
    'Filled in beforehand: a slot of the bot, or `name`: how WhatsApp shows them, else the first name on their profile.',
    'name',
  ],
  property: ["The campaign's trigger property; without it, the variable's own name.", 'order'],
  wrap_up: ['How long an agent may take to write down what it was.', '2m'],
  patience: ['How much a customer is asked to bear, for proofs.', { bubbles: 8 }],
  bubbles: ['The most messages in a row.', 5],
  prompts: ['The most times that a question is put.', 4],

  // Chats
  chats: ['Several chats in one file.'],
  'chat.chat': ['What the chat shows.', 'a return with an order number'],
  chat: ['What the chat shows.', 'a return with an order number'],
  locale: ["The customer's language, or several that the chat is tried in.", 'en'],
  'chat.attributes': ['What the Braze profile has.', { loyalty_tier: 'gold' }],
  judge: [
    'What must be true of what a model said in a live run, line by line.',
    'says that returns are free; no link',
    ['says that returns are free', 'no link'],
  ],
  at_least: ['The share of live runs that has to hold, from 0 to 1.', 0.8],
  at: ['When it begins.', '2026-11-22 10:00'],
  'chat.steps': ['What is said and what happens, one after the other.'],
  tap: ['A button or row, by its title or number.', 'Yes'],
  contains: ['A part of the text.', 'order'],
  layout: ['The layout it goes out by.', 'buttons'],
  any: ['Any message will do.', true],
  took: ['An agent takes the conversation over.', true],
  returned: ['The conversation goes back to the bot.', true],
  media: ['What is sent: its kind or its address.', 'image'],
};

const BUILT_IN: readonly (readonly [string, Words])[] = Object.entries(BUILT_IN_COPY.en).map(
  ([key, text]) => [`not_stopped.${key}`, [`What every bot says. Built in: “${text}”`]],
);

export const FIELDS: ReadonlyMap<string, Words> = new Map([...Object.entries(WORDS), ...BUILT_IN]);

/** Names that only one form has. */
const MARKS = [
  ...['start', 'body', 'property', 'campaign', 'zone', 'not_stopped', 'chat', 'type', 'leaves'],
  ...['flow', 'ask', 'choose', 'filename', 'events', 'layouts', 'capacity', 'on_message'],
  ...['held', 'agents', 'sure', 'about'],
];

/** The words for a name of a form, among all the names that the form has. */
export function wordsOfField(name: string, names: readonly string[]): Words | undefined {
  return markedAmong(FIELDS, name, names);
}

/** What a table has for a name of a form: `mark.name`, where the form has the mark, before `name`. */
export function markedAmong<T>(
  table: ReadonlyMap<string, T>,
  name: string,
  names: readonly string[],
): T | undefined {
  const mark = MARKS.find((each) => names.includes(each)) ?? '';
  return table.get(`${mark}.${name}`) ?? table.get(name);
}
