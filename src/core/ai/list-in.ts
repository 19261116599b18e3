import { lengthOf, LONGEST_BUTTON, MOST_BUTTONS } from '#core/flow/model/offer.ts';
import { MOST_ITEMS } from '#core/flow/model/slot.ts';

import type { FieldForm } from './answer-form.ts';

/** Stands where words were cut. */
const CUT = '…';

/**
 * The items of a list that somebody answered, as far as they are single values that say something:
 * text by `clean`, numbers and yes or no as they are; `null` for what is no list, or has nothing in
 * it. Whether each fits its type is looked at by the machine.
 */
export function listIn(
  given: unknown,
  { of }: FieldForm,
  clean: (text: string) => string,
): readonly unknown[] | null {
  if (!Array.isArray(given) || of === undefined) return null;
  const items = given.slice(0, MOST_ITEMS).map((item: unknown) => {
    if (typeof item === 'string') return clean(item);
    return typeof item === 'number' || typeof item === 'boolean' ? item : '';
  });
  const kept = items.filter((item) => item !== '');
  return kept.length === 0 ? null : kept;
}

/**
 * Titles as WhatsApp shows them on buttons: on one line, 20 characters at most, each once, and no
 * more than three. What is longer is cut and marked; what an answer links to is no title.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
export function buttonTitles(
  titles: readonly unknown[],
  isLinked: (title: string) => boolean,
): readonly string[] {
  const shown = titles
    .map((title) => String(title).replaceAll(/\s+/g, ' ').trim())
    .filter((title) => title !== '' && !isLinked(title))
    .map(cut);
  return shown
    .filter((title, place) => shown.findIndex((other) => isSame(other, title)) === place)
    .slice(0, MOST_BUTTONS);
}

function cut(title: string): string {
  if (lengthOf(title) <= LONGEST_BUTTON) return title;
  return `${Array.from(title)
    .slice(0, LONGEST_BUTTON - CUT.length)
    .join('')
    .trimEnd()}${CUT}`;
}

/** WhatsApp takes no message with two buttons of one title. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
