import { AgentTemplate, TemplateVariable } from '../../model/agent-words.ts';
import { BotFile } from '../../model/bot.ts';
import { ChatHead } from '../../model/chat.ts';
import { FlowHead } from '../../model/flow.ts';
import { Hours } from '../../model/hours.ts';
import { Desk, Queue } from '../../model/queue.ts';
import { copyTable, wordsTable } from './built-in-tables.ts';
import { chatLinesTable } from './chat-lines-table.ts';
import { flowExample, type Section } from './section.ts';
import { valueForm } from './value-words.ts';

const bot = (rest: string): { path: string; text: string } => ({
  path: 'bot.yaml',
  text: `bot: shop
locales: [en, es]
layouts:
  text: { campaign: shop-text, properties: { body: text } }
  buttons: { campaign: shop-buttons, properties: { body: text, buttons: buttons } }
queues: [care, returns]
${rest}`,
});

export const FLOW_SECTION: Section = {
  title: 'A flow file',
  text: '`<name>.flow.yaml`: one flow. Steps go on to the one below, or where their `goto` says; the first is the start.',
  form: FlowHead,
  example: flowExample(
    `  ask_city: { ask: city, say: Which city?, silence: { after: 12h, goto: end } }
  noted: { say: 'Noted: {{ city }}', goto: end }
`,
    `title: Where do you live
start: { keywords: { en: [i moved, new address], es: [me he mudado] } }
slots: { city: { type: text, max_length: 80 } }
gives: [city]
`,
  ),
};

export const BOT_SECTIONS: readonly Section[] = [
  {
    title: 'bot.yaml',
    text: 'What all flows of a bot share.',
    form: BotFile,
    example: bot(`menu: menu
no_match:
  - Could you say it in other words?
  - { say: Here is what I can do., goto: menu }
silence: { after: 12h, goto: end }
commands: { menu: { en: [menu, start over], es: [menú] } }
copy: { trouble: { en: Something went wrong., es: Algo ha fallado. } }
`),
  },
  {
    title: 'Layouts',
    text: 'A kind of message, under `layouts`: the campaign in Braze that carries it, and which of its trigger properties shows which part of a bubble. The parts are `text image buttons button_1 button_2 button_3 list_button rows document filename link link_button`. `text`, `buttons`, `list`, `image`, `document` and `link` are taken for bubbles that have such parts, `buttons_2` or `list_4` where there are just so many; others by `reply`.',
    form: valueForm(BotFile.shape.layouts),
    example: bot(`menu: menu
`),
  },
  {
    title: 'Queues',
    text: 'Where people wait for agents, under `queues`: a list of names, or each name with some of these. The first is the default.',
    form: Queue,
    example: {
      path: 'bot.yaml',
      text: `bot: shop
locales: [en, es]
layouts: { text: { campaign: shop-text, properties: { body: text } } }
queues:
  care: { hours: care, capacity: 4, sla: { first_answer: 5m }, escalate: { priority: high } }
  returns: { languages: [es] }
hours: { care: { zone: Europe/Madrid, open: { mon-fri: ['09:00-18:00'] } } }
`,
    },
  },
  {
    title: 'The desk',
    text: 'Under `desk`: how the bot and people share a conversation.',
    form: Desk,
    example: bot(
      'desk: { call_back: waiting, idle: { after: 4h, then: menu }, wrap_up: 2m }\nmenu: menu\n',
    ),
  },
  {
    title: 'Templates for agents',
    text: 'Under `templates` of `desk`: approved WhatsApp templates that agents may send by hand, when the 24 hours are over and to whom they write first. The body is what Meta has approved; the campaign carries that template, with a trigger property for each variable.',
    form: AgentTemplate,
    example: bot(`menu: menu
slots: { order_no: { type: text, attribute: last_order_no } }
desk:
  templates:
    order_news:
      title: { en: News about an order, es: Novedades de un pedido }
      campaign: { en: shop-order-news-en, es: shop-order-news-es }
      body:
        en: 'Hello {{ name }}, there is news about your order {{ order_no }}. Shall we talk?'
        es: 'Hola, {{ name }}: hay novedades de tu pedido {{ order_no }}. ¿Hablamos?'
      variables:
        name: { from: name, max_length: 60 }
        order_no: { from: order_no, max_length: 20, property: order }
  canned:
    moment: { en: 'One moment, {name}.', es: 'Un momento, {name}.' }
`),
  },
  {
    title: 'What agents fill in',
    text: 'Under `variables` of a template: each of its variables by name.',
    form: TemplateVariable,
    example: bot(`menu: menu
desk:
  templates:
    news:
      campaign: shop-news
      body: 'News about {{ order_no }}.'
      variables: { order_no: { title: Order number, max_length: 20 } }
`),
  },
  {
    title: 'Connectors',
    text: 'Other systems that flows may `call`, under `connectors`; the operator says where each is. `safe`: it changes nothing and may be asked again. `idempotent`: twice is as once. `once`: never again, it takes `failed`.',
    form: valueForm(BotFile.shape.connectors),
    example: bot(
      'connectors: { orders.find: { policy: safe }, orders.cancel: { policy: once } }\n',
    ),
  },
  {
    title: 'Canvases',
    text: 'Canvases that flows may send customers into, under `canvases`, by their ids in Braze.',
    form: valueForm(BotFile.shape.canvases),
    example: bot('canvases: { winback: { canvas: 1a2b3c } }\n'),
  },
  {
    title: 'Opening hours',
    text: 'Under `hours`: when somebody is there, by the clock of a place. In conditions `hours.care` holds while it is open.',
    form: Hours,
    example: bot(`hours:
  care:
    zone: Europe/Madrid
    open: { mon-fri: ['09:00-14:00', '16:00-19:00'], sat: ['10:00-14:00'] }
    closed: ['2026-12-25']
    open_on: { '2026-12-24': ['09:00-12:00'] }
`),
  },
  {
    title: 'Patience',
    text: 'Under `patience`: how much the [proofs](proofs.md) let a customer bear.',
    form: BotFile.shape.patience.unwrap(),
    example: bot('patience: { bubbles: 6, prompts: 4 }\n'),
  },
  {
    title: 'Commands',
    text: 'Under `commands`: words that customers can say anywhere, in place of the built-in ones, which are:',
    more: wordsTable(),
  },
  {
    title: 'Words that every bot has',
    text: 'Under `copy`: in your own words, in all languages. Built in are:',
    more: copyTable(),
  },
];

export const COPY_SECTION: Section = {
  title: 'copy/<locale>.yaml',
  text: 'The texts of one language, by flow and step, in the form that the flow has them: `say`, `options` by their ids, `button`, `invalid`, `silence`, `failed`, `timed_out`, `refused`, `undelivered`. `~` stands where there is nothing to translate. Under `bot` stand the words of bot.yaml: those of `copy`, and `no_match`, `invalid`, `silence` and `undelivered`.',
  example: {
    path: 'copy/es.yaml',
    text: `menu:
  what:
    say: ¿Qué necesitas?
    options: { hours: { title: Horario } }
bot:
  trouble: Algo ha fallado. Inténtalo más tarde.
`,
  },
};

export const CHAT_SECTIONS: readonly Section[] = [
  {
    title: 'A chat file',
    text: '`<name>.chat.yaml`: a chat that the bot should hold, or several in a list `chats`. [Tests](tests.md) tells how they are tried.',
    form: ChatHead,
    example: {
      path: 'address.chat.yaml',
      text: `chat: a city is asked for
locale: en
steps:
  - customer: menu please
  - bot: …
  - customer: { tap: Hours }
  - owner: bot
`,
    },
  },
  {
    title: 'Lines of a chat',
    text: 'Under `steps`, each line about one thing:',
    more: chatLinesTable(),
  },
];
