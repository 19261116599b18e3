import { compileTemplate, MAX_RENDERED } from '../liquid/template.ts';
import { type BotFile } from '../model/bot.ts';
import { type FullBubble, layoutOf, rowOf } from '../model/bubble.ts';
import { lengthOf, LONGEST_BUTTON, MOST_BUTTONS, offerAs } from '../model/offer.ts';
import type { Step } from '../model/step.ts';
import type { Copy } from '../model/words.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { bubblesOfStep, type FoundBubble, stepsOf } from './words-of.ts';

/**
 * WhatsApp's limits, for texts without Liquid in them.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
const LIMIT = {
  ...{ text: MAX_RENDERED, withButtons: 1_024, caption: 1_024, template: 1_024 },
  ...{ title: 24, description: 72, rows: 10, filename: 240, address: 2_000 },
};

/** Nothing is longer, and there are no more of it, than WhatsApp takes. */
export const limitsAreKept: FlowCheck = ({ flow, source }, { bot }) => {
  const layouts = new Set(Object.keys(bot.layouts));
  return stepsOf(flow)
    .flatMap(([step, base]) => [
      ...bubblesOfStep(step, base).flatMap((found) => limitFindings(found, bot)),
      ...optionFindings(step, base, layouts),
    ])
    .map((found) => source.problem(found));
};

/** What of a bubble WhatsApp would refuse. */
export function limitFindings({ bubble, path, textPath }: FoundBubble, bot: BotFile): Finding[] {
  const { text, buttons = [], list } = bubble;
  const isTemplate = bot.layouts[layoutOf(bubble)]?.template === true;
  const longest = isTemplate ? LIMIT.template : longestText(bubble);
  const rows = list?.rows.map(rowOf) ?? [];
  const rowPath = [...path, 'list', 'rows'];
  return [
    ...tooLong(text, longest, textPath),
    ...tooLong(bubble.filename, LIMIT.filename, [...path, 'filename']),
    ...tooLong(bubble.button, LONGEST_BUTTON, [...path, 'button']),
    ...ADDRESSES.flatMap((part) => addressFindings(bubble[part], [...path, part])),
    ...tooMany(buttons.length, MOST_BUTTONS, [...path, 'buttons']),
    ...buttons.flatMap((title, at) => tooLong(title, LONGEST_BUTTON, [...path, 'buttons', at])),
    ...tooLong(list?.button, LONGEST_BUTTON, [...path, 'list', 'button']),
    ...tooMany(rows.length, LIMIT.rows, rowPath),
    ...rows.flatMap(({ title }, at) => tooLong(title, LIMIT.title, [...rowPath, at])),
    ...rows.flatMap(({ description }, at) =>
      tooLong(description, LIMIT.description, [...rowPath, at]),
    ),
  ];
}

/** Buttons, pictures, files and links leave a text less room. */
function longestText({ buttons, image, document, link }: FullBubble): number {
  if (buttons !== undefined) return LIMIT.withButtons;
  const isCaption = [image, document, link].some((part) => part !== undefined);
  return isCaption ? LIMIT.caption : LIMIT.text;
}

const ADDRESSES = ['image', 'document', 'link'] as const;
const WEB_ADDRESS = /^https?:\/\/[^\s/]+\.[^\s/]+/;

function addressFindings(address: Copy | undefined, path: Path): Finding[] {
  const wrong = textsOf(address).filter(([, text]) => isPlain(text) && !WEB_ADDRESS.test(text));
  return [
    ...tooLong(address, LIMIT.address, path),
    ...wrong.map(([locale, text]) => ({
      ...{ code: 'flow.bad-address', path: [...path, ...locale] },
      message: `"${text.slice(0, 80)}" is no address that a phone can open`,
      cure: 'Write it whole, such as https://shop.example/size-guide.pdf.',
    })),
  ];
}

function optionFindings(step: Step, base: Path, layouts: ReadonlySet<string>): Finding[] {
  if (step.kind !== 'choose') return [];

  const as = offerAs(step, layouts);
  const at = [...base, 'options'];
  if (as === 'text') return [];
  const longest = as === 'buttons' ? LONGEST_BUTTON : LIMIT.title;
  return [
    ...(as === 'buttons' ? tooMany(step.options.length, MOST_BUTTONS, at) : []),
    ...tooLong(step.button, LONGEST_BUTTON, [...base, 'button']),
    ...step.options.flatMap(({ title, description }, index) => [
      ...tooLong(title, longest, [...at, index, 'title']),
      ...tooLong(description, LIMIT.description, [...at, index, 'description']),
    ]),
  ];
}

function tooMany(count: number, most: number, path: Path): Finding[] {
  if (count <= most) return [];
  const message = `${String(count)} are too many: WhatsApp shows ${String(most)} at most`;
  return [{ code: 'flow.too-many', path, message, cure: 'Use a list, or divide the question.' }];
}

function tooLong(copy: Copy | undefined, most: number, path: Path): Finding[] {
  return textsOf(copy)
    .filter(([, text]) => text.length > most && lengthOf(text) > most && isPlain(text))
    .map(([locale, text]) => ({
      ...{ code: 'flow.too-long', path: [...path, ...locale] },
      message: `${String(lengthOf(text))} characters are too many: WhatsApp takes ${String(most)} here`,
      cure: 'Make it shorter.',
    }));
}

/** The texts of a copy, each with its place below it. */
function textsOf(copy: Copy | undefined): readonly (readonly [Path, string])[] {
  if (typeof copy === 'string') return [[[], copy]];
  return Object.entries(copy ?? {}).map(([locale, text]) => [[locale], text]);
}

function isPlain(text: string): boolean {
  try {
    return compileTemplate(text).variables.length === 0;
  } catch {
    return false; // Another check says what is wrong with it.
  }
}
