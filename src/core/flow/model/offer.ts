import type { ChooseStep } from './steps/choose.ts';
import type { Copy } from './words.ts';

/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages */
export const MOST_BUTTONS = 3;
/** Characters in a button's title. */
export const LONGEST_BUTTON = 20;

/** How a `choose` step shows its options, by what it says and what the bot has layouts for. */
export function offerAs(
  { as, options }: ChooseStep,
  layouts: ReadonlySet<string>,
): 'buttons' | 'list' | 'text' {
  if (as !== undefined) return as;

  const fitsButtons =
    options.length <= MOST_BUTTONS &&
    options.every(
      ({ title, description }) => description === undefined && longestOf(title) <= LONGEST_BUTTON,
    );
  if (fitsButtons && layouts.has('buttons')) return 'buttons';
  return layouts.has('list') ? 'list' : 'text';
}

function longestOf(copy: Copy): number {
  return Math.max(...(typeof copy === 'string' ? [copy] : Object.values(copy)).map(lengthOf));
}

/** Characters as a person counts them, near enough: code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
