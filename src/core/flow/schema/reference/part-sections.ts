import { FullBubble } from '../../model/bubble.ts';
import { Exit } from '../../model/exit.ts';
import { Handoff } from '../../model/handoff.ts';
import { FullRung } from '../../model/ladder.ts';
import { Silence } from '../../model/silence.ts';
import { Slot } from '../../model/slot.ts';
import { Stale } from '../../model/stale.ts';
import { Option } from '../../model/steps/choose.ts';
import { Write } from '../../model/write.ts';
import { flowExample, type Section } from './section.ts';

/** What several kinds of steps are made of. */
export const PART_SECTIONS: readonly Section[] = [
  {
    title: 'Bubbles',
    text: 'One message of the bot: a text, a text a language, or more. A `say` is one bubble or a list of them. In place of a bubble there may be variations: `{ random: [bubble, bubble] }` says one by chance, `{ in_turn: [bubble, bubble] }` the next each time.',
    form: FullBubble,
    example: flowExample(`  show:
    say:
      - { en: Look!, es: ¡Mira! }
      - { image: 'https://shop.example/a.png', text: Our new one, after: 2s }
      - { document: 'https://shop.example/terms.pdf', filename: terms.pdf, text: The terms }
      - { link: 'https://shop.example', text: There is more, button: To the shop, policy: hold }
      - random: [Do you like it?, { text: 'And?', buttons: ['Yes', 'No'] }]
    goto: end
`),
  },
  {
    title: 'Options',
    text: 'What a `choose` offers. Title, number and id are understood anyway; `words` are further ways to say it.',
    form: Option,
    example: flowExample(`  size:
    choose: true
    say: Which one?
    as: list
    button: See sizes
    options:
      - { id: small, title: Small, description: For one, words: { en: [little], es: [pequeño] } }
      - { id: large, title: Large, description: For four }
    silence: { after: 12h, goto: end }
  noted: { say: Noted., goto: end }
`),
  },
  {
    title: 'Not understood',
    text: 'A ladder, under `invalid` of a question and `no_match` of bot.yaml: a rung for each attempt in a row that was not understood. A rung is a text, or has some of these; above the last one a person takes over.',
    form: FullRung,
    example: flowExample(
      `  which:
    ask: size
    say: Which size do you wear?
    invalid:
      - A number, please, such as 42.
      - { say: 'Let me ask again.', repeat: true }
      - { say: Never mind., goto: end }
    silence: { after: 12h, goto: end }
  noted: { say: 'Noted: {{ size }}', goto: end }
`,
      'slots: { size: { type: integer, min: 30, max: 60 } }\n',
    ),
  },
  {
    title: 'Silence',
    text: 'What happens when nothing comes, under `silence` of a question or of bot.yaml. Five may follow one another by `then`; the last one has to leave the question, by `goto` or `handoff`.',
    form: Silence,
    example: flowExample(
      `  where:
    ask: city
    say: Which city?
    silence:
      after: 30m
      say: Still there?
      then: { after: 12h, goto: end }
  noted: { say: 'Noted: {{ city }}', goto: end }
`,
      'slots: { city: { type: text, max_length: 80 } }\n',
    ),
  },
  {
    title: 'Stale',
    text: 'When what a step says is no longer worth saying, under `stale`: it could not leave in time, since Braze was slow or closed, and either has grown old or the customer has written again. It is cancelled then, and the chat shows why; one of the two is needed.',
    form: Stale,
    example: flowExample(`  looking:
    say: One moment, I am looking.
    stale: { after: 2m, on_message: true }
  found: { say: Here it is., goto: end }
`),
  },
  {
    title: 'Ways out',
    text: 'Where a step goes that could not do what it was for: under `failed`, `timed_out`, `refused` and `undelivered`. It needs `goto` or `handoff`, one of them.',
    form: Exit,
    example: flowExample(
      `  look_up:
    call: orders.find
    save: order
    failed: { say: I pass you on., handoff: { queue: care, reason: the shop does not answer } }
  tell: { say: 'It is {{ order.status | default: "on its way" }}.', goto: end }
`,
      'slots: { order: { type: object, fields: { status: text } } }\n',
    ),
  },
  {
    title: 'Handing over',
    text: 'How a conversation is given to a person: under `handoff` of a step, a rung, a silence or a way out.',
    form: Handoff,
    example: flowExample(`  pass_on:
    handoff: { queue: care, reason: 'tier {{ tier | default: "none" }}', priority: normal }
`),
  },
  {
    title: 'Writing',
    text: 'What goes to the Braze profile, under `write`: attributes, an event, or both.',
    form: Write,
    example: flowExample(`  note:
    say: Noted.
    write: { attributes: { wants_news: true }, event: News wanted }
    goto: end
`),
  },
  {
    title: 'Slots',
    text: 'What is remembered, under `slots` of a flow or of bot.yaml. Objects have `fields`, lists `of`; each of these is a type, or has `type`, `pattern`, `normalize`, `min`, `max`, `max_length`, `options`, `fields`, `of` and `max_items` itself.',
    form: Slot,
    example: flowExample(
      `  ask_day: { ask: day, say: For which day?, silence: { after: 12h, goto: end } }
  ask_phone: { ask: number, say: Your number?, silence: { after: 12h, goto: end } }
  noted: { say: 'Noted for {{ day }}.', goto: end }
`,
      `slots:
  day: { type: date, min: '2026-01-01', max: '2035-12-31' }
  number: { type: phone, sensitive: true, retention: short }
  size: { type: choice, options: { small: { en: [little], es: [pequeño] }, large: [big] } }
  code: { type: text, pattern: '^[A-Z]{3}$', normalize: upper, default: ABC }
  items: { type: list, of: { type: object, fields: { name: text, price: number } }, max_items: 20 }
`,
    ),
  },
];
