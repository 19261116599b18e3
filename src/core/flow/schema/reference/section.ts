import type { z } from 'zod';

import type { ReleaseFile } from '../../compile-release.ts';

/** A part of a file that designers write, as the reference shows it. */
export interface Section {
  readonly title: string;
  /** What it is for, as Markdown. */
  readonly text: string;
  /** The form whose names are the table; without it there is none. */
  readonly form?: z.ZodObject;
  /** A whole file that compiles. */
  readonly example?: ReleaseFile;
  /** More below the example, as Markdown. */
  readonly more?: string;
}

export interface Chapter {
  readonly title: string;
  readonly text: string;
  readonly sections: readonly Section[];
}

/** What stands beside the examples, so that each compiles by itself. */
const EXAMPLE_BOT = `bot: shop
locales: [en, es]
layouts:
  text: { campaign: shop-text, properties: { body: text } }
  buttons: { campaign: shop-buttons, properties: { body: text, buttons: buttons } }
  list: { campaign: shop-list, properties: { body: text, rows: rows, button: list_button } }
  image: { campaign: shop-image, properties: { body: text, image_url: image } }
  document: { campaign: shop-file, properties: { body: text, url: document, name: filename } }
  link: { campaign: shop-link, properties: { body: text, url: link, label: link_button } }
  news: { campaign: shop-news, template: true, properties: { body: text } }
queues: [care, returns]
connectors:
  orders.find: { policy: safe }
canvases:
  winback: { canvas: 1a2b3c }
hours:
  care: { zone: Europe/Madrid, open: { mon-fri: ['09:00-18:00'] } }
slots:
  tier: { type: text, attribute: loyalty_tier, max_length: 40 }
menu: menu
`;

/** A flow as an example: its steps, after what stands above them. */
export function flowExample(steps: string, head = ''): ReleaseFile {
  return { path: 'shop.flow.yaml', text: `flow: shop\n${head}steps:\n${steps}` };
}

const MENU = `flow: menu
start: { keywords: [menu please] }
steps:
  what:
    choose: true
    say: What can I do for you?
    options: [{ id: hours, title: Hours, goto: end }]
    silence: { after: 12h, goto: end }
`;
const ADDRESS = `flow: address
takes: [country]
gives: [city]
slots: { country: { type: text, default: Spain }, city: { type: text } }
steps:
  ask_city: { ask: city, say: 'In {{ country }}, which city?', goto: end }
`;
const THE_BOT: ReleaseFile = { path: 'bot.yaml', text: EXAMPLE_BOT };
const THE_MENU: ReleaseFile = { path: 'menu.flow.yaml', text: MENU };
const THE_ADDRESS: ReleaseFile = { path: 'address.flow.yaml', text: ADDRESS };

/** The files that an example is tried with. */
export function filesOfExample(example: ReleaseFile): readonly ReleaseFile[] {
  if (example.path === 'bot.yaml') return [example, THE_MENU];
  // Where a language has a file, all flows need their texts in it.
  if (example.path.startsWith('copy/')) return [THE_BOT, THE_MENU, example];
  return [THE_BOT, THE_MENU, THE_ADDRESS, example];
}
