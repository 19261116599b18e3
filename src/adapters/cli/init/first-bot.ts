import type { ReleaseFile } from '#core/flow/compile-release.ts';

const modeline = (form: string): string =>
  `# yaml-language-server: $schema=./schema/${form}.schema.json\n`;

const BOT = `${modeline('bot')}# What all flows of this bot share.
bot: shop
locales: [en] # add es, and copy/es.yaml with the texts in Spanish

# An API-triggered campaign in Braze for each kind of message; which property shows what.
layouts:
  text:
    campaign: parley-text
    properties: { external_system_msg_body: text }
  buttons:
    campaign: parley-buttons
    properties: { external_system_msg_body: text, button_1: button_1, button_2: button_2 }

queues: [care] # where people wait for an agent
welcome: welcome # for a first message that nothing understands
menu: welcome # for the word "menu"
silence: { after: 12h, goto: end } # for questions that do not say what happens when nothing comes
`;

const WELCOME = `${modeline('flow')}flow: welcome
title: Welcome
start:
  keywords: [hi, hello, good morning]
steps:
  greet:
    choose: true
    say: Hello! What can I do for you?
    options:
      - { id: order, title: Where is my order?, words: [order, track], goto: track_order }
      - { id: person, title: Talk to a person, words: [person], goto: talk }
  talk:
    say: I am getting a colleague for you.
    handoff: { queue: care, reason: asked for a person }
`;

const TRACK_ORDER = `${modeline('flow')}flow: track_order
title: Track an order
start:
  keywords: [track, track my order, where is my order]
slots:
  order_no: { type: text, pattern: '^[A-Z]{2}[0-9]{6}$', normalize: upper }
steps:
  ask_number:
    ask: order_no
    say: What is your order number? It looks like AB123456.
    invalid: # a rung for each answer that does not fit
      - It has two letters and six digits, such as AB123456.
      - handoff: { queue: care, reason: cannot find the order number }
    silence: { after: 30m, say: Still there?, then: { after: 12h, goto: end } }
  tell:
    say: 'Thank you! You can follow {{ order_no }} here: https://shop.example/{{ order_no }}'
    write:
      attributes: { last_order_asked: '{{ order_no }}' }
    goto: end
`;

const CHATS = `${modeline('chat')}chats:
  - chat: an order is tracked
    steps:
      - customer: Hi
      - bot:
          text: Hello! What can I do for you?
          buttons: [Where is my order?, Talk to a person]
      - customer: { tap: Where is my order? }
      - bot: { contains: order number }
      - customer: no idea
      - bot: It has two letters and six digits, such as AB123456.
      - customer: ab123456
      - bot: { contains: AB123456 }
      - attributes: { last_order_asked: AB123456 }
  - chat: who cannot find the number talks to a person
    steps:
      - customer: track my order
      - bot: { contains: order number }
      - customer: no idea
      - bot: …
      - customer: really
      - bot: …
      - handoff: { queue: care, reason: cannot find the order number }
  - chat: nobody answers
    steps:
      - customer: track my order
      - bot: { contains: order number }
      - after: 31m
      - bot: Still there?
      - after: 12h
      - customer: ab123456 # an answer that is late is still one
      - bot: …
      - bot: { contains: AB123456 }
  - chat: a person is one tap away
    steps:
      - customer: hello
      - bot: …
      - customer: { tap: Talk to a person }
      - bot: I am getting a colleague for you.
      - owner: queue
  - chat: the first question closes without a word
    steps:
      - customer: hello
      - bot: …
      - after: 12h
      - customer: '2'
      - bot: Good to have you back! Let's go on where we left off.
      - bot: I am getting a colleague for you.
`;

/** A small bot that is right, with chats that try it: what \`parley init\` writes. */
export const FIRST_BOT: readonly ReleaseFile[] = [
  { path: 'bot.yaml', text: BOT },
  { path: 'welcome.flow.yaml', text: WELCOME },
  { path: 'track-order.flow.yaml', text: TRACK_ORDER },
  { path: 'first.chat.yaml', text: CHATS },
];
