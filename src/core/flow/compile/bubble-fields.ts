import { MAX_RENDERED } from '../liquid/template.ts';
import type { BubbleField } from '../model/bot.ts';
import { type FullBubble, rowOf } from '../model/bubble.ts';
import type { Copy } from '../model/words.ts';
import { compileCopy, type Words } from './copy.ts';
import type { FlowContext } from './flow-context.ts';

export type Field = (context: FlowContext) => unknown;
export type Fields = Readonly<Partial<Record<BubbleField, Field>>>;

/** WhatsApp's limits after substitution, in characters: what is longer is cut, not refused. */
const MAX = { body: 1_024, button: 20, row: 24, description: 72, filename: 240 } as const;

/** What a layout can show of a bubble; whoever takes the text divides or cuts it. */
export function fieldsOf(bubble: FullBubble): Fields {
  const { text, image, document, filename, link, button, list } = bubble;
  return {
    ...(text !== undefined && { text: compileCopy(text) }),
    ...(image !== undefined && { image: compileCopy(image) }),
    ...(document !== undefined && { document: compileCopy(document) }),
    ...(filename !== undefined && { filename: cut(compileCopy(filename), MAX.filename) }),
    ...(link !== undefined && { link: compileCopy(link) }),
    ...(button !== undefined && { link_button: cut(compileCopy(button), MAX.button) }),
    ...buttonFields(bubble),
    ...(list && {
      list_button: cut(compileCopy(list.button), MAX.button),
      rows: rowsOf(list.rows),
    }),
  };
}

/**
 * The same for an approved template, whose variables may hold no line break, no tab and no more
 * than four spaces in a row: Braze would abort the message.
 *
 * @see https://developers.facebook.com/docs/whatsapp/message-templates/guidelines
 */
export function onOneLine(fields: Fields): Fields {
  const flat = Object.entries(fields).map(([name, field]) => {
    const flattened: Field = (context) => {
      const value = field(context);
      return typeof value === 'string' ? asOneLine(value) : value;
    };
    return [name, flattened];
  });
  return Object.fromEntries(flat) as Fields;
}

/** Whitespace of any kind and length as one space each. */
export function asOneLine(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
}

/** Characters that an approved template's text takes. */
export const longestInTemplate = MAX.body;

/** The address that a bubble is nothing without. */
export function addressIn({ image, document, link }: FullBubble): Copy | undefined {
  return image ?? document ?? link;
}

/** Below a picture, above buttons, WhatsApp shows less than in a text of its own: characters. */
export function longestText(bubble: FullBubble): number {
  const isPart = addressIn(bubble) !== undefined || bubble.buttons !== undefined;
  return isPart ? MAX.body : MAX_RENDERED;
}

function buttonFields({ buttons = [] }: FullBubble): Fields {
  const titles = buttons.map((button) => cut(compileCopy(button), MAX.button));
  const [first, second, third] = titles;
  return {
    ...(titles.length > 0 && { buttons: (context) => titles.map((title) => title(context)) }),
    ...(first && { button_1: first }),
    ...(second && { button_2: second }),
    ...(third && { button_3: third }),
  };
}

function rowsOf(rows: NonNullable<FullBubble['list']>['rows']): Field {
  const compiled = rows.map(rowOf).map(({ title, description }) => ({
    title: cut(compileCopy(title), MAX.row),
    description:
      description === undefined ? undefined : cut(compileCopy(description), MAX.description),
  }));
  return (context) =>
    compiled.map(({ title, description }) => ({
      title: title(context),
      ...(description && { description: description(context) }),
    }));
}

function cut(words: Words, length: number): Words {
  return (context) => cutText(words(context), length);
}

/** Never through the middle of a character, which the store would refuse. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('');
}
